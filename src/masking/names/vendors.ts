import { wordsOfName } from './name-words.ts';

/** Services whose keys look like any random value, so that only their name beside one tells it. */
const VENDORS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'adafruit airtable algolia alibaba amplitude apollo artifactory asana atlassian auth0 beamer bitbucket bittrex bugsnag calendly clickup cloudflare codacy codecov cohere coinbase confluence confluent contentful coveralls datadog deepgram deepl discord drone droneci dropbox elevenlabs etsy facebook fastly finicity finnhub flickr freshbooks gemini gitter heroku hubspot intercom jenkins jfrog jira kraken kucoin launchdarkly linear linkedin logdna loggly mailchimp mailgun mailtrap mattermost meraki messagebird mistral mixpanel netlify newrelic nytimes okta openweathermap opsgenie pagerduty pingdom plaid postmark privateai pusher rapidapi reddit rollbar sendbird sendgrid sentry shodan snyk sonar sonarqube splunk spotify squarespace sumo sumologic tmdb travis travisci trello twilio twitch twitter unsplash virustotal vonage vultr wakatime xray yandex zendesk zoho'.split(
    ' ',
  ),
);

/** Those whose keys are UUIDs. */
const OF_UUIDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'codecov heroku hubspot kucoin mailtrap messagebird postmark sendbird snyk squarespace wakatime'.split(' '),
);

/** Words beside the vendor that still say nothing but that. */
const NEUTRAL =
  /^(?:login|auth|account|prod|production|live|dev|staging|test|sandbox|main|default|v\d|\d{1,2})$/;

/** Most names that are remembered: logs repeat the same ones. */
const MAX_REMEMBERED = 5000;
const remembered = new Map<string, boolean>();

/** Tells whether a name is that of a service and of nothing else: `datadog`, `NEW_RELIC`, `sonar.login`. */
export function isNameOfVendor(name: string): boolean {
  let found = remembered.get(name);
  if (found === undefined) {
    found = VENDORS.has(vendorOf(name));
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(name, found);
  }
  return found;
}

/** Tells whether a name has that of a service in it whose keys are UUIDs. */
export function isVendorOfUuids(name: string): boolean {
  return wordsOfName(name).some((word) => OF_UUIDS.has(word));
}

function vendorOf(name: string): string {
  const words = wordsOfName(name);
  return words.filter((word, at) => at === 0 || !NEUTRAL.test(word)).join('');
}
