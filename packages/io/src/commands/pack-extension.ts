/** What `pack` puts behind a name and `unpack` takes off. */
export const packExtension = '.pack';
