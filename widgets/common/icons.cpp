#include "widgets/common/icons.h"

#include "widgets/common/theme.h"

#include <QtCore/QFile>
#include <QtCore/QPointer>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

/// In the order of Icon.
constexpr std::array iconNames{"",
                               "matoi-mark",
                               "activity",
                               "arrow-down",
                               "arrow-left-right",
                               "arrow-right",
                               "arrow-up",
                               "bell",
                               "bell-off",
                               "bold",
                               "book-text",
                               "calendar",
                               "chart-line",
                               "check",
                               "chevron-down",
                               "chevron-left",
                               "chevron-right",
                               "chevron-up",
                               "circle",
                               "circle-check",
                               "circle-dashed",
                               "circle-x",
                               "clock",
                               "cloud",
                               "cloud-off",
                               "code",
                               "copy",
                               "database",
                               "download",
                               "ellipsis",
                               "external-link",
                               "eye",
                               "eye-off",
                               "file-search",
                               "file-text",
                               "flag",
                               "gavel",
                               "git-merge",
                               "globe",
                               "grip-vertical",
                               "hand",
                               "hash",
                               "history",
                               "hourglass",
                               "image",
                               "info",
                               "italic",
                               "key",
                               "keyboard",
                               "laptop",
                               "link",
                               "list",
                               "list-checks",
                               "loader",
                               "lock",
                               "lock-open",
                               "log-in",
                               "log-out",
                               "mail",
                               "map-pin",
                               "maximize",
                               "megaphone",
                               "menu",
                               "message-square",
                               "minus",
                               "monitor",
                               "moon",
                               "paperclip",
                               "pause",
                               "pencil",
                               "phone",
                               "phone-call",
                               "phone-off",
                               "pin",
                               "pin-off",
                               "play",
                               "plus",
                               "printer",
                               "quote",
                               "refresh-cw",
                               "rotate-ccw",
                               "search",
                               "send",
                               "server",
                               "settings",
                               "shield-check",
                               "siren",
                               "split",
                               "square",
                               "square-check",
                               "sun",
                               "tag",
                               "trash-2",
                               "triangle-alert",
                               "undo-2",
                               "unlink",
                               "upload",
                               "user",
                               "user-check",
                               "user-plus",
                               "users",
                               "volume-2",
                               "webhook",
                               "wrench",
                               "x",
                               "zap"};

/// Lucide draws lines 2 wide on its grid of 24; at 16 px that is heavier than our text.
QByteArray readIcon(Icon icon, const QColor& colour)
{
    QFile file(u":/matoi/icons/%1.svg"_s.arg(iconName(icon)));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "readIcon", qPrintable(file.fileName()));
    Q_UNUSED(opened)
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    // A check is a sign, not a picture: thin, it gets lost on a filled ground.
    const bool sign = icon == Icon::Check || icon == Icon::Minus;
    svg.replace("stroke-width=\"2\"", sign ? "stroke-width=\"2.6\"" : "stroke-width=\"1.75\"");
    return svg;
}

class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(const Theme& theme, Icon icon, Role role)
        : m_theme(&theme)
        , m_icon(icon)
        , m_role(role)
    {}

    QIconEngine* clone() const override { return new ThemedIconEngine(*this); }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/, qreal scale) override
    {
        if (m_theme.isNull()) {
            return {};
        }
        // `size` is in device pixels here.
        const QSize logical = (QSizeF(size) / scale).toSize();
        const Role role = mode == QIcon::Disabled ? Role::TextTertiary : m_role;
        return m_theme->pixmap(m_icon, std::min(logical.width(), logical.height()), role, scale);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        const QPixmap picture = scaledPixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state, ratio);
        const QSizeF size = picture.deviceIndependentSize();
        painter->drawPixmap(QPointF(rect.x() + (rect.width() - size.width()) / 2,
                                    rect.y() + (rect.height() - size.height()) / 2),
                            picture);
    }

private:
    QPointer<const Theme> m_theme;
    Icon m_icon;
    Role m_role;
};

} // namespace

QString iconName(Icon icon)
{
    return QString::fromLatin1(iconNames[static_cast<std::size_t>(icon)]);
}

int iconCount()
{
    return static_cast<int>(iconNames.size());
}

IconStore::IconStore(const Theme& theme)
    : m_theme(theme)
{}

QIcon IconStore::icon(Icon icon, Role role) const
{
    return icon == Icon::None ? QIcon() : QIcon(new ThemedIconEngine(m_theme, icon, role));
}

QPixmap IconStore::pixmap(Icon icon, int size, const QColor& colour, qreal devicePixelRatio)
{
    if (icon == Icon::None || size <= 0) {
        return {};
    }
    const QString key =
        u"%1/%2/%3/%4"_s.arg(static_cast<int>(icon)).arg(size).arg(colour.rgba()).arg(devicePixelRatio);
    if (const auto found = m_cache.constFind(key); found != m_cache.cend()) {
        return *found;
    }
    QPixmap picture((QSizeF(size, size) * devicePixelRatio).toSize());
    picture.fill(Qt::transparent);
    QSvgRenderer renderer(readIcon(icon, colour));
    QPainter painter(&picture);
    renderer.render(&painter);
    painter.end();
    picture.setDevicePixelRatio(devicePixelRatio);
    m_cache.insert(key, picture);
    return picture;
}

} // namespace matoi::widgets
