/** Paper: everything open, nothing to press, no page break through a chart. */
export const printStyle = `
@media print {
  @page { margin: 14mm; }
  :root { --page: #fff; font-size: 11px; }
  .page { display: block; max-width: none; padding: 0; }
  .contents, .filter, .skip, .raw, .mark-label, .twin > summary, footer { display: none !important; }
  section { padding-top: 1.5rem; }
  .figure, .finding, .highlight, .results tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  .scroll { max-height: none; overflow: visible; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  * { print-color-adjust: exact; }
}
`;
