//! What may stand in a published picture. Each list is sorted, because it is searched by halves.
//!
//! The lists hold what SVG 2 and CSS know and browsers draw. Properties of CSS are not listed: a declaration can reach out of the file only
//! by a function or by an at-rule, and those are listed.

/// Elements of SVG that draw, describe or are drawn from.
#[rustfmt::skip]
pub(super) const ELEMENTS: [&str; 55] = [
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
    "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA",
    "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset",
    "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "filter", "g", "image", "line",
    "linearGradient", "marker", "mask", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "style",
    "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
];

/// Attributes that say how something is drawn; browsers read many of their values as CSS.
#[rustfmt::skip]
pub(super) const DRAWING: [&str; 169] = [
    "alignment-baseline", "amplitude", "azimuth", "baseFrequency", "baseline-shift", "bias", "clip", "clip-path",
    "clip-rule", "clipPathUnits", "color", "color-interpolation", "color-interpolation-filters", "color-rendering",
    "cursor", "cx", "cy", "d", "diffuseConstant", "direction", "display", "divisor", "dominant-baseline", "dx", "dy",
    "edgeMode", "elevation", "exponent", "fill", "fill-opacity", "fill-rule", "filter", "filterUnits", "flood-color",
    "flood-opacity", "font-family", "font-feature-settings", "font-kerning", "font-size", "font-size-adjust",
    "font-stretch", "font-style", "font-variant", "font-variant-ligatures", "font-weight", "fr", "fx", "fy",
    "glyph-orientation-horizontal", "glyph-orientation-vertical", "gradientTransform", "gradientUnits", "height",
    "image-rendering", "in", "in2", "intercept", "isolation", "k1", "k2", "k3", "k4", "kernelMatrix", "kernelUnitLength",
    "kerning", "lengthAdjust", "letter-spacing", "lighting-color", "limitingConeAngle", "line-height", "marker",
    "marker-end", "marker-mid", "marker-start", "markerHeight", "markerUnits", "markerWidth", "mask", "mask-type",
    "maskContentUnits", "maskUnits", "method", "mix-blend-mode", "mode", "numOctaves", "offset", "opacity", "operator",
    "order", "orient", "overflow", "paint-order", "pathLength", "patternContentUnits", "patternTransform", "patternUnits",
    "pointer-events", "points", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio",
    "primitiveUnits", "r", "radius", "refX", "refY", "result", "rotate", "rx", "ry", "scale", "seed", "shape-rendering",
    "side", "slope", "solid-color", "solid-opacity", "spacing", "specularConstant", "specularExponent", "spreadMethod",
    "startOffset", "stdDeviation", "stitchTiles", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "surfaceScale", "tableValues", "targetX", "targetY", "text-anchor", "text-decoration", "text-overflow",
    "text-rendering", "textLength", "transform", "transform-box", "transform-origin", "type", "unicode-bidi", "values",
    "vector-effect", "version", "viewBox", "visibility", "white-space", "width", "word-spacing", "writing-mode", "x", "x1",
    "x2", "xChannelSelector", "y", "y1", "y2", "yChannelSelector", "z", "zoomAndPan",
];

/// Attributes whose value is a name, a class or a text: nothing reads it as CSS.
#[rustfmt::skip]
pub(super) const NAMING: [&str; 14] = [
    "aria-describedby", "aria-description", "aria-hidden", "aria-label", "aria-labelledby", "aria-roledescription", "class",
    "id", "lang", "media", "requiredExtensions", "role", "systemLanguage", "tabindex",
];

/// Functions of CSS that reckon, and fetch nothing; `url` is judged by what it names.
#[rustfmt::skip]
pub(super) const FUNCTIONS: [&str; 60] = [
    "blur", "brightness", "calc", "circle", "clamp", "color", "color-mix", "contrast", "cubic-bezier", "drop-shadow",
    "ellipse", "format", "grayscale", "hsl", "hsla", "hue-rotate", "hwb", "inset", "invert", "lab", "lch",
    "linear-gradient", "local", "matrix", "matrix3d", "max", "min", "not", "nth-child", "nth-of-type", "oklab", "oklch",
    "opacity", "path", "perspective", "polygon", "radial-gradient", "rgb", "rgba", "rotate", "rotate3d", "rotatex",
    "rotatey", "rotatez", "saturate", "scale", "scale3d", "scalex", "scaley", "sepia", "skew", "skewx", "skewy", "steps",
    "translate", "translate3d", "translatex", "translatey", "translatez", "var",
];

/// At-rules of CSS that fetch nothing.
#[rustfmt::skip]
pub(super) const AT_RULES: [&str; 5] = [
    "charset", "font-face", "keyframes", "media", "supports",
];

/// Elements of HTML that hold text and nothing that acts: drawing programs put texts of several lines into them.
#[rustfmt::skip]
pub(super) const HTML_TEXT: [&str; 42] = [
    "b", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "html", "i", "li", "ol", "p", "pre", "s", "small", "span", "strike", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
];

/// Elements of SVG that run programs, or would hold other documents.
pub(super) const PROGRAMS: [&str; 6] = ["embed", "handler", "iframe", "listener", "object", "script"];

/// Elements of SVG that move or change others.
pub(super) const ANIMATIONS: [&str; 6] =
    ["animate", "animateColor", "animateMotion", "animateTransform", "discard", "set"];

/// Whether a sorted list holds a name.
pub(super) fn holds(list: &[&str], name: &str) -> bool {
    list.binary_search(&name).is_ok()
}
