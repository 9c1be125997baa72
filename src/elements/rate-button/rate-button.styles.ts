import { css } from 'lit';

/** How `<reprise-rate-button>` looks. */
export const styles = css`
  select {
    inline-size: 3rem;
    padding-inline: 0.375rem;
    text-align: center;
    text-align-last: center;
  }
`;
