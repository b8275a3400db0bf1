/** Names of the colours a chart is drawn with. `series1` to `series8` tell series apart; `heat1` to `heat7` are a scale, `onHeat…` the text on it. */
export type ColourName =
  | 'paper'
  | 'ink'
  | 'muted'
  | 'axis'
  | 'rule'
  | `series${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
  | `heat${1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `onHeat${1 | 2 | 3 | 4 | 5 | 6 | 7}`;

export type Palette = Readonly<Record<ColourName, string>>;

/**
 * Okabe and Ito's colours ("Color Universal Design", 2008), which stay apart for colour-blind readers; sky blue, orange, yellow and black are
 * taken darker on white, blue lighter on black, so that every mark reaches a contrast of 3 and every text one of 4.5.
 * No two names share a colour: `colourNames` finds the name by it.
 */
export const light: Palette = Object.freeze({
  paper: '#ffffff',
  ink: '#1b1d20',
  muted: '#575b60',
  axis: '#85898e',
  rule: '#e3e5e8',
  series1: '#0072b2',
  series2: '#d55e00',
  series3: '#009e73',
  series4: '#c870a2',
  series5: '#2b8cc4',
  series6: '#b07a00',
  series7: '#8a8200',
  series8: '#62666b',
  heat1: '#eaf3fa',
  heat2: '#c6dff0',
  heat3: '#9cc7e3',
  heat4: '#6aabd3',
  heat5: '#4a98c8',
  heat6: '#1268a0',
  heat7: '#0a4570',
  onHeat1: '#1b1d21',
  onHeat2: '#1b1d22',
  onHeat3: '#1b1d23',
  onHeat4: '#1b1d24',
  onHeat5: '#1b1d25',
  onHeat6: '#fffffe',
  onHeat7: '#fffffd',
});

export const dark: Palette = Object.freeze({
  paper: '#15181c',
  ink: '#eceef0',
  muted: '#abb0b6',
  axis: '#7c8288',
  rule: '#2c3137',
  series1: '#3d9bd9',
  series2: '#ee7733',
  series3: '#1db489',
  series4: '#d68cb5',
  series5: '#8ccdf2',
  series6: '#e69f00',
  series7: '#f0e442',
  series8: '#a2a8ae',
  heat1: '#1d2b37',
  heat2: '#17405f',
  heat3: '#125f93',
  heat4: '#4a98c8',
  heat5: '#6aabd3',
  heat6: '#9cc7e3',
  heat7: '#eaf3fa',
  onHeat1: '#eceef0',
  onHeat2: '#eceef0',
  onHeat3: '#ffffff',
  onHeat4: '#15181c',
  onHeat5: '#15181c',
  onHeat6: '#15181c',
  onHeat7: '#15181c',
});

/** The name of each light colour: what `renderSvg` replaces for the other themes. */
export const colourNames: ReadonlyMap<string, ColourName> = new Map(
  Object.entries(light).map(([name, colour]) => [colour, name as ColourName]),
);

/** Colours of series in the order they are given out. */
export const seriesColours: readonly string[] = Object.freeze([
  light.series1,
  light.series2,
  light.series3,
  light.series4,
  light.series6,
  light.series5,
  light.series7,
  light.series8,
]);

/** Colours of a verdict; a word or a sign always stands beside them. */
export const verdictColours: Readonly<Record<'good' | 'bad' | 'neutral', string>> = Object.freeze({
  good: light.series1,
  bad: light.series2,
  neutral: light.series8,
});
