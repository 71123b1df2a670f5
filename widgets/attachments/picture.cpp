#include "widgets/attachments/picture.h"

#include "models/domain/rules/attachments.h"

#include <QtCore/QBuffer>
#include <QtGui/QImageReader>

namespace matoi::widgets {
namespace {

/// The decoder that the bytes themselves ask for, and no other: a name or a type that somebody wrote chooses
/// nothing. Empty: none of ours.
QByteArray formatOf(const std::string& bytes)
{
    const std::string_view type = domain::rules::pictureTypeOf(bytes);
    const std::size_t slash = type.find('/');
    return slash == std::string_view::npos
               ? QByteArray()
               : QByteArray(type.substr(slash + 1).data(), static_cast<qsizetype>(type.size() - slash - 1));
}

/// A reader over bytes that stay where they are.
class Reader
{
public:
    explicit Reader(const std::string& bytes)
        : m_format(formatOf(bytes))
    {
        m_buffer.setData(QByteArray::fromRawData(
            bytes.data(), static_cast<qsizetype>(m_format.isEmpty() ? 0 : bytes.size())));
        m_buffer.open(QIODevice::ReadOnly);
        m_reader.setDevice(&m_buffer);
        m_reader.setFormat(m_format);
        m_reader.setAutoTransform(true);
    }

    bool usable() const { return !m_format.isEmpty() && m_reader.canRead(); }
    QImageReader& operator*() { return m_reader; }
    QImageReader* operator->() { return &m_reader; }

private:
    QByteArray m_format;
    QBuffer m_buffer;
    QImageReader m_reader;
};

} // namespace

QSize pictureSize(const std::string& bytes)
{
    Reader reader(bytes);
    if (!reader.usable())
        return {};
    const QSize size = reader->size();
    const bool turned = reader->transformation() & QImageIOHandler::TransformationRotate90;
    return size.isValid() && turned ? size.transposed() : size;
}

QImage decodedPicture(const std::string& bytes, QSize bound)
{
    Reader reader(bytes);
    if (!reader.usable())
        return {};
    const QSize size = reader->size();
    if (size.isEmpty() || qint64(size.width()) * size.height() > maxPicturePixels)
        return {};
    const bool turned = reader->transformation() & QImageIOHandler::TransformationRotate90;
    const QSize fits = turned ? bound.transposed() : bound;
    if (!bound.isEmpty() && (size.width() > fits.width() || size.height() > fits.height()))
        reader->setScaledSize(size.scaled(fits, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader->read();
}

std::string encodedPicture(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, "PNG") ? bytes.toStdString() : std::string();
}

} // namespace matoi::widgets
