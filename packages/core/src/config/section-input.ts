/** A section as a person writes it: any part of the options, down to the leaves. Lists and functions are given whole. */
export type SectionInput<Options> = {
  readonly [Name in keyof Options]?: Options[Name] extends readonly unknown[] | ((...args: never[]) => unknown)
    ? Options[Name]
    : Options[Name] extends object
      ? SectionInput<Options[Name]>
      : Options[Name];
};
