/**
 * The Content-Security-Policy of the page, the same for the window (`app://rollcall`) and the control server. Nothing
 * is allowed but what is named: the page's own scripts, styles, pictures and connection. 'unsafe-inline' for styles
 * is for Mantine, which writes its colours into a style element; a style cannot run code.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
