"""In charge of what the server is to send with every page: security and how long to keep files."""

from __future__ import annotations

from urllib.parse import urlsplit

HEADERS_FILE = "_headers"
"""What Cloudflare Pages, Netlify and others read from the site's folder."""
NGINX_FILE = "nginx.conf.example"
"""The same for a server of one's own."""

_POLICY = {
    # Whatever is not named below is refused.
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self'",
    "media-src": "'self'",
    # The search is compiled to WebAssembly, which needs a word of its own; it runs no text as code.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
}

_REFUSED_POWERS = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""What no page of a council asks of a phone."""

_KEPT_SECONDS = 3600
"""How long a browser may keep style sheets, scripts and images without asking."""

_COMPRESSED = (
    "text/css",
    "text/javascript",
    "text/plain",
    "application/javascript",
    "application/json",
    "application/rss+xml",
    "application/wasm",
    "application/xml",
    "image/svg+xml",
)


def security_policy() -> str:
    """The Content-Security-Policy: nothing from other hosts, nothing written into the page."""
    return "; ".join(f"{name} {sources}" for name, sources in _POLICY.items())


def headers(url: str) -> dict[str, str]:
    """Name and value of each header that is sent with every file of a site at `url`."""
    found = {
        "Content-Security-Policy": security_policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in _REFUSED_POWERS),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        # For browsers that do not know frame-ancestors.
        "X-Frame-Options": "DENY",
    }
    if urlsplit(url).scheme == "https":
        found["Strict-Transport-Security"] = "max-age=31536000"
    return found


def header_files(url: str, receiver: str) -> dict[str, str]:
    """The site's files that tell servers of these headers.

    `receiver`: address below which forms are sent, such as /forms/; empty where nothing is.
    """
    return {HEADERS_FILE: _headers_text(url), NGINX_FILE: _nginx_text(url, receiver)}


def _headers_text(url: str) -> str:
    base = urlsplit(url).path
    lines = [f"  {name}: {value}" for name, value in headers(url).items()]
    kept = f"  Cache-Control: public, max-age={_KEPT_SECONDS}"
    return "\n".join([f"{base}*", *lines, f"{base}assets/*", kept]) + "\n"


# The receiver sends headers of its own; one "add_header" here drops those of the server above.
_HANDED_ON = """
    # Forms, and the back office of those who answer them. A resident may add files of 32 MB in all.
    location ~ ^({receiver}|/office/) {{
        proxy_pass http://127.0.0.1:8001;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        client_max_body_size 32m;
        add_header X-Robots-Tag "noindex" always;
    }}
"""


def _nginx_text(url: str, receiver: str) -> str:
    parts = urlsplit(url)
    base, host = parts.path, parts.hostname or "localhost"
    rows = "\n".join(
        f'    add_header {name} "{value}" always;' for name, value in headers(url).items()
    )
    secret = "|".join(name.replace(".", r"\.") for name in (HEADERS_FILE, NGINX_FILE))
    types = " ".join(_COMPRESSED)
    handed_on = _HANDED_ON.format(receiver=receiver) if receiver else ""
    return f"""\
# An example for nginx. Copy it to /etc/nginx/conf.d/, put your own paths in, try it: nginx -t
# The site's folder belongs to /srv/councilsite{base}.
server {{
    listen 443 ssl;
    listen [::]:443 ssl;
    server_name {host};
    ssl_certificate     /etc/ssl/certs/{host}.pem;
    ssl_certificate_key /etc/ssl/private/{host}.key;

    root /srv/councilsite;
    index index.html;
    error_page 404 {base}404.html;
    charset utf-8;

    gzip on;
    gzip_vary on;
    gzip_types {types};

{rows}

    location {base} {{
        try_files $uri $uri/ =404;
    }}

    # "expires" and not "add_header", which would drop the headers above.
    location {base}assets/ {{
        expires {_KEPT_SECONDS}s;
    }}

    location ~ ^{base}({secret})$ {{
        return 404;
    }}
{handed_on}}}
"""
