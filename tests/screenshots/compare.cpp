#include "tests/screenshots/compare.h"

#include <QtCore/QHash>
#include <QtGui/QPainter>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace matoi::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int colours = 64;
/// Colours of the palette are first so far apart that every one of the picture is near one, the few pixels of
/// a green word too; then nearer, most frequent first.
constexpr int apartness[] = {36, 10, 2};

/// Side of a block of the half-size picture: about one line of text.
constexpr int side = 10;
/// How far a block may have moved, of the half-size picture: text in another renderer, not a column.
constexpr int drift = 1;
/// A block differs from here: words that are not there, or another colour.
constexpr int blockDiffers = 19;
/// This many blocks may differ; single ones do where two renderers break a line or an outline differently.
constexpr int allowedBlocks = 3;
/// One block that differs this much is enough: a badge of another colour.
constexpr int tooMuch = 28;

int distance(QRgb a, QRgb b)
{
    return std::max(
        {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

QImage halved(const QImage& image)
{
    return image.convertToFormat(QImage::Format_RGB32)
        .scaled(image.width() / 2, image.height() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// The colours that stand most in it, so that grounds and lines keep theirs exactly.
QList<QRgb> paletteOf(const QImage& image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            ++counts[line[x]];
    }
    std::vector<std::pair<int, QRgb>> byCount;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        byCount.emplace_back(it.value(), it.key());
    std::sort(byCount.begin(), byCount.end(), std::greater<>());
    QList<QRgb> palette;
    for (const int apart : apartness)
        for (const auto& [count, colour] : byCount) {
            if (palette.size() >= colours)
                return palette;
            const bool there = std::any_of(palette.cbegin(), palette.cend(),
                                           [&](QRgb one) { return distance(one, colour) < apart; });
            // A ground is kept however near it is to another one.
            const bool ground = count > image.width() * image.height() / 500;
            if (!there || (ground && !palette.contains(colour)))
                palette.push_back(colour);
        }
    return palette;
}

/// The mean of each pixel and its neighbours.
QImage blurred(const QImage& image)
{
    QImage out(image.size(), QImage::Format_RGB32);
    const int width = image.width();
    const int height = image.height();
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(out.scanLine(y));
        for (int x = 0; x < width; ++x) {
            int red = 0;
            int green = 0;
            int blue = 0;
            int count = 0;
            for (int v = std::max(0, y - 1); v <= std::min(height - 1, y + 1); ++v) {
                const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(v));
                for (int u = std::max(0, x - 1); u <= std::min(width - 1, x + 1); ++u) {
                    red += qRed(from[u]);
                    green += qGreen(from[u]);
                    blue += qBlue(from[u]);
                    ++count;
                }
            }
            line[x] = qRgb(red / count, green / count, blue / count);
        }
    }
    return out;
}

/// Mean difference of a block with the other picture moved by `by`; no more than `atMost` need be known.
int blockDifference(const QImage& a, const QImage& b, const QRect& block, QPoint by, int atMost)
{
    int sum = 0;
    const int most = atMost * block.width() * block.height();
    for (int y = block.top(); y <= block.bottom(); ++y) {
        const auto* ours = reinterpret_cast<const QRgb*>(a.constScanLine(y));
        const auto* theirs =
            reinterpret_cast<const QRgb*>(b.constScanLine(std::clamp(y + by.y(), 0, b.height() - 1)));
        for (int x = block.left(); x <= block.right(); ++x)
            sum += distance(ours[x], theirs[std::clamp(x + by.x(), 0, b.width() - 1)]);
        if (sum > most)
            break;
    }
    return sum / (block.width() * block.height());
}

int leastDifference(const QImage& a, const QImage& b, const QRect& block)
{
    int least = blockDifference(a, b, block, {}, 255);
    for (int dy = -drift; dy <= drift && least >= blockDiffers; ++dy)
        for (int dx = -drift; dx <= drift && least >= blockDiffers; ++dx)
            least = std::min(least, blockDifference(a, b, block, {dx, dy}, least));
    return least;
}

QString sizeText(const QImage& image)
{
    return u"%1 x %2"_s.arg(image.width()).arg(image.height());
}

} // namespace

QImage inFewColours(const QImage& image)
{
    const QImage plain = image.convertToFormat(QImage::Format_RGB32);
    return plain.convertToFormat(QImage::Format_Indexed8, paletteOf(plain),
                                 Qt::ThresholdDither | Qt::AvoidDither);
}

QImage approvedForm(const QImage& actual)
{
    return inFewColours(halved(actual));
}

Difference compare(const QImage& actual, const QImage& approved)
{
    Difference out;
    const QImage half = halved(actual);
    if (half.size() != approved.size()) {
        out.same = false;
        out.reason = u"its half is %1, approved is %2"_s.arg(sizeText(half), sizeText(approved));
        out.map = QImage(half.size(), QImage::Format_RGB32);
        out.map.fill(Qt::red);
        return out;
    }
    const QImage ours = blurred(half);
    const QImage theirs = blurred(approved.convertToFormat(QImage::Format_RGB32));
    out.map = approved.convertToFormat(QImage::Format_Grayscale8).convertToFormat(QImage::Format_RGB32);
    QPainter painter(&out.map);
    QPoint where;
    for (int y = 0; y < half.height(); y += side)
        for (int x = 0; x < half.width(); x += side) {
            const QRect block = QRect(x, y, side, side) & half.rect();
            const int much = leastDifference(ours, theirs, block);
            if (much > out.worst) {
                out.worst = much;
                where = block.topLeft() * 2;
            }
            if (much < blockDiffers)
                continue;
            ++out.blocks;
            painter.fillRect(block, QColor(230, 30, 30, std::min(255, 60 + much * 3)));
        }
    out.same = out.blocks <= allowedBlocks && out.worst < tooMuch;
    if (!out.same)
        out.reason = u"%1 of its blocks differ, most of all at %2, %3 (by %4 of 255)"_s.arg(out.blocks)
                         .arg(where.x())
                         .arg(where.y())
                         .arg(out.worst);
    return out;
}

QImage sideBySide(const QImage& actual, const QImage& approved, const Difference& difference)
{
    const QImage half = halved(actual);
    const int gap = 8;
    QImage out(half.width() + approved.width() + difference.map.width() + 2 * gap,
               std::max(half.height(), approved.height()), QImage::Format_RGB32);
    out.fill(Qt::magenta);
    QPainter painter(&out);
    painter.drawImage(0, 0, half);
    painter.drawImage(half.width() + gap, 0, approved);
    painter.drawImage(half.width() + approved.width() + 2 * gap, 0, difference.map);
    return out;
}

} // namespace matoi::test
