/**
 * The Content-Security-Policy of the page, the same for the window (`app://rollcall`) and the control server. Nothing
 * is allowed but what is named: the page's own scripts, styles, pictures and connection. 'unsafe-inline' for styles
 * is for Mantine, which writes its colours into a style element; a style cannot run code.
 */
export const contentSecurityPolicy = policyWith("form-action 'none'");

/** The same for the page of the password, whose form is sent to the server that it came from. */
export const loginPolicy = policyWith("form-action 'self'");

function policyWith(forms: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    forms,
    "frame-ancestors 'none'",
  ].join('; ');
}
