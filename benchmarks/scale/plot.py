# SPDX-License-Identifier: BSL-1.0
"""Draws positions per second against positions, both on logarithmic scales, as SVG."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 72, 190, 28, 52
# Told apart without colour too: each line has its own marker, and its name stands at its end.
COLOURS = ("#1b6ca8", "#c1440e", "#2e7d32", "#6a3d9a", "#8d6e00")
MARKERS = ("circle", "square", "diamond", "triangle", "cross")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def power(exponent):
    return "10" + str(exponent).translate(SUPERSCRIPT)


def marker(shape, x, y, colour):
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    paths = {"square": "M-4-4H4V4H-4Z", "diamond": "M0-5L5 0L0 5L-5 0Z", "triangle": "M0-5L5 4H-5Z",
             "cross": "M-4-4L4 4M-4 4L4-4"}
    stroke = f' stroke="{colour}" stroke-width="2"' if shape == "cross" else ""
    return (f'<path d="{paths[shape]}" transform="translate({x:.1f} {y:.1f})" fill="{colour}"'
            f'{stroke}/>')


def spread(labels, least):
    """Moves labels apart that would cover each other; each is [y, …], from the top."""
    labels.sort(key=lambda label: label[0])
    for above, below in zip(labels, labels[1:]):
        below[0] = max(below[0], above[0] + least)
    return labels


def draw(lines, title):
    """The plot of {name: [(positions, positions per second), …]}."""
    every = [point for points in lines.values() for point in points]
    low_x, high_x = min(x for x, _ in every), max(x for x, _ in every)
    low_y = 10 ** math.floor(math.log10(min(y for _, y in every)))
    high_y = 10 ** math.ceil(math.log10(max(y for _, y in every)))
    span_x = math.log10(high_x / low_x) or 1

    def at(x, y):
        return (LEFT + (WIDTH - LEFT - RIGHT) * math.log10(x / low_x) / span_x,
                TOP + (HEIGHT - TOP - BOTTOM) * math.log10(high_y / y) / math.log10(high_y / low_y))

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="sans-serif" font-size="13" role="img">',
           f"<title>{escape(title)}</title>",
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for exponent in range(math.ceil(math.log10(low_x)), math.floor(math.log10(high_x)) + 1):
        x, _ = at(10 ** exponent, low_y)
        out.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#dddddd"/>')
        out.append(f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{power(exponent)}</text>')
    for exponent in range(round(math.log10(low_y)), round(math.log10(high_y)) + 1):
        _, y = at(low_x, 10 ** exponent)
        out.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#dddddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{power(exponent)}</text>')
    out.append(f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 12}" text-anchor="middle">positions</text>')
    out.append(f'<text x="{LEFT}" y="{TOP - 10}">positions per second</text>')
    labels = []
    for (name, points), colour, shape in zip(lines.items(), COLOURS, MARKERS):
        places = [at(x, y) for x, y in sorted(points)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        out.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [marker(shape, x, y, colour) for x, y in places]
        labels.append([places[-1][1] + 4, name, colour])
    for y, name, colour in spread(labels, 17):
        out.append(f'<text x="{right + 10}" y="{y:.1f}" fill="{colour}">{escape(name)}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"
