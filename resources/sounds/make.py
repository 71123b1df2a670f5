#!/usr/bin/env python3
"""Makes page.wav: two soft bell tones, a falling fourth. Calm on purpose: it is heard at three in the morning.

Run it in this folder after a change; the file is kept beside it so that a build needs no Python.
"""
import math
import struct
import wave

RATE = 22050
TONES = ((0.00, 783.99), (0.26, 587.33))  # start in seconds, frequency in Hz: G5, then D5
LENGTH = 1.3
PEAK = 0.55


def tone(t: float, frequency: float) -> float:
    """A sine with two quiet partials; 8 ms attack so that it does not click, then a slow decay."""
    if t < 0:
        return 0.0
    envelope = min(1.0, t / 0.008) * math.exp(-4.2 * t)
    partials = ((1.0, 1.0), (2.0, 0.18), (3.01, 0.06))
    return envelope * sum(gain * math.sin(2 * math.pi * frequency * ratio * t) for ratio, gain in partials)


def samples():
    count = int(RATE * LENGTH)
    raw = [sum(tone(i / RATE - start, frequency) for start, frequency in TONES) for i in range(count)]
    top = max(abs(value) for value in raw)
    fade = int(RATE * 0.06)
    for i, value in enumerate(raw):
        end = min(1.0, (count - i) / fade)
        yield int(32767 * PEAK * end * value / top)


with wave.open("page.wav", "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(RATE)
    out.writeframes(b"".join(struct.pack("<h", s) for s in samples()))
