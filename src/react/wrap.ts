import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ForwardRefExoticComponent,
  type HTMLAttributes,
  type RefAttributes,
} from 'react';

/** A tag of the elements. */
export type RepriseTag = Extract<keyof HTMLElementTagNameMap, `reprise-${string}`>;

/** `reprise-seek-request` → `RepriseSeekRequest`. */
type Pascal<Kebab extends string> = Kebab extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Kebab>;

/** Property of an element → prop; `key` is React's own. */
type PropOf<Property> = Property extends 'key' ? 'archiveKey' : Property;

type Listeners<Element, Type extends keyof HTMLElementEventMap> = {
  [T in Type as `on${Pascal<T>}`]?:
    ((event: HTMLElementEventMap[T] & { readonly currentTarget: Element }) => void) | undefined;
};

/** Attributes of React that are no prop of the element in another spelling, as `onTimeUpdate` of `onTimeupdate`. */
type Common<Element, Own> = {
  [
    Name in keyof HTMLAttributes<Element> as Lowercase<Name> extends Lowercase<Own & string> ? never : Name
  ]: HTMLAttributes<Element>[Name];
};

/** What a component takes: the properties and events of its element, and what React gives to every element. */
export type ElementProps<
  Element extends HTMLElement,
  Property extends keyof Element,
  Type extends keyof HTMLElementEventMap,
> = { [P in Property as PropOf<P> & string]?: Element[P] | undefined } & Listeners<Element, Type> &
  Common<Element, Property | keyof Listeners<Element, Type>>;

/** Component of an element. An interface, which declarations name; they would write out an alias, with all that one React has. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ElementComponent<
  Tag extends RepriseTag,
  Property extends keyof HTMLElementTagNameMap[Tag],
  Type extends keyof HTMLElementEventMap,
> extends ForwardRefExoticComponent<
  ElementProps<HTMLElementTagNameMap[Tag], Property, Type> & RefAttributes<HTMLElementTagNameMap[Tag]>
> {}

/** Makes the component of an element: its properties are set as properties, its events are listened to, in every React. */
export function wrap<
  Tag extends RepriseTag,
  Property extends keyof HTMLElementTagNameMap[Tag] & string,
  Type extends keyof HTMLElementEventMap,
>(tag: Tag, properties: readonly Property[], events: readonly Type[]): ElementComponent<Tag, Property, Type> {
  type Props = Readonly<Record<string, unknown>>;
  // React 18 writes `hidden={false}` as an attribute, which hides.
  const propertyOf = new Map(['hidden', ...properties].map((name) => [propOf(name), name]));
  const listenerOf = new Map(events.map((type) => [type as string, listenerProp(type)]));
  const own = new Set([...propertyOf.keys(), ...listenerOf.values()]);

  const Component = forwardRef<HTMLElement, Props>((props, ref) => {
    const host = useRef<HTMLElement>(null);
    const latest = useRef<Props>(props);
    const settings = useRef(new Map<string, Setting>());
    const isDefined = useDefined(tag);

    useImperativeHandle(ref, () => host.current!, []);
    useEffect(() => {
      latest.current = props;
    });
    useEffect(() => listen(host.current!, listenerOf, latest), []);
    useEffect(() => {
      if (isDefined) setProperties(host.current!, propertyOf, props, settings.current);
    });
    return createElement(tag, { ...commonOf(props, own), ref: host });
  });
  Component.displayName = listenerProp(tag).slice('on'.length);
  return Component as never;
}

/** Whether the element is registered; sees to it that it will be, in a page. */
function useDefined(tag: string): boolean {
  const [isDefined, setDefined] = useState(
    () => typeof customElements !== 'undefined' && customElements.get(tag) !== undefined,
  );
  useEffect(() => {
    if (isDefined) return;
    import('../elements/define.ts')
      // Parts of the player are registered by the player that they stand in.
      .then(() => customElements.whenDefined(tag))
      .then(
        () => setDefined(true),
        // In an update, so that an error boundary gets it.
        (error: unknown) =>
          setDefined(() => {
            throw error;
          }),
      );
  }, [isDefined, tag]);
  return isDefined;
}

/** Hands the events of an element to the props that are current when they come; returns how to stop. */
function listen(
  host: HTMLElement,
  listenerOf: ReadonlyMap<string, string>,
  latest: { readonly current: Readonly<Record<string, unknown>> },
): () => void {
  const handle = (event: Event): void => {
    const listener = latest.current[listenerOf.get(event.type)!];
    if (typeof listener === 'function') (listener as (event: Event) => void)(event);
  };
  for (const type of listenerOf.keys()) host.addEventListener(type, handle);
  return () => {
    for (const type of listenerOf.keys()) host.removeEventListener(type, handle);
  };
}

/** What a property has been through: its value before it was first set, and what was given last. */
interface Setting {
  readonly initial: unknown;
  given: unknown;
}

/**
 * Sets what is given anew: what the viewer has changed since stays, as with every `default…` of React. A prop that is no
 * longer given gets back the value that the element began with.
 *
 * @param settings - by property, kept from one call to the next
 */
function setProperties(
  host: HTMLElement,
  propertyOf: ReadonlyMap<string, string>,
  props: Readonly<Record<string, unknown>>,
  settings: Map<string, Setting>,
): void {
  for (const [prop, property] of propertyOf) {
    const given = props[prop];
    const setting = settings.get(property) ?? { initial: Reflect.get(host, property), given: undefined };
    if (given === setting.given) continue;
    setting.given = given;
    settings.set(property, setting);
    Reflect.set(host, property, given === undefined ? setting.initial : given);
  }
}

/** What React itself puts on the element. React 18 knows no `className` of custom elements, both know `class`. */
function commonOf(
  props: Readonly<Record<string, unknown>>,
  own: ReadonlySet<string>,
): Record<string, unknown> {
  const { className, ...others } = Object.fromEntries(
    Object.entries(props).filter(([name]) => !own.has(name)),
  );
  return className === undefined ? others : { ...others, class: className };
}

function propOf(property: string): string {
  return property === 'key' ? ('archiveKey' satisfies PropOf<'key'>) : property;
}

/** `reprise-seek-request` → `onRepriseSeekRequest`. */
function listenerProp(type: string): string {
  return `on${type.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
}
