#pragma once

#include <QtCore/QSize>
#include <QtGui/QImage>

#include <string>

namespace matoi::widgets {

/// The largest picture that is decoded: 128 MiB of memory, two screens of 5K. Whatever claims to be larger
/// is a file to be saved.
inline constexpr qint64 maxPicturePixels = 32LL * 1024 * 1024;

/// What the head of the bytes says; empty when they are none of the pictures that we show (PNG, JPEG, GIF,
/// WebP). Fast.
QSize pictureSize(const std::string& bytes);

/// Decoded, upright, at most as large as `bound` (an empty one: as it is) and never enlarged. Null when it is
/// no such picture, is damaged, or is larger than maxPicturePixels. Slow: not on the GUI thread.
QImage decodedPicture(const std::string& bytes, QSize bound = {});

/// PNG; empty when it cannot be. Slow.
std::string encodedPicture(const QImage& image);

} // namespace matoi::widgets
