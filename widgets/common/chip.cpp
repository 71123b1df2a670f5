#include "widgets/common/chip.h"

#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>

#include <cmath>
#include <utility>

namespace matoi::widgets {

namespace {

QFont wordFont(const Theme& theme)
{
    QFont font = theme.font(TextStyle::Meta);
    font.setWeight(QFont::Medium);
    return font;
}

} // namespace

Chip::Chip(Theme& theme, const QString& text, Icon icon, QWidget* parent)
    : PaintedButton(theme, parent)
    , m_icon(icon)
{
    setText(text);
    setCheckable(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setCount(int count)
{
    // Said anew also when it is the same: the words may have changed.
    describe(count < 0 ? text() : tr("%1, %n item(s)", nullptr, count).arg(text()));
    if (count == m_count)
        return;
    m_count = count;
    updateGeometry();
    update();
}

void Chip::setIconRole(Role role)
{
    m_iconRole = role;
    update();
}

QSize Chip::sizeHint() const
{
    qreal width = 2 * theme().px(9) + QFontMetricsF(wordFont(theme())).horizontalAdvance(text());
    if (m_icon != Icon::None) {
        width += theme().iconSize(14) + theme().px(6);
    }
    if (m_count >= 0) {
        width += theme().px(6) + theme().tabularWidth(TextStyle::Meta, QLocale().toString(m_count));
    }
    return {static_cast<int>(std::ceil(width)), std::max(24, theme().px(24))};
}

void Chip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const bool on = isChecked();
    const Role ground = isDown()       ? Role::LineStrong
                        : on           ? Role::BgSelected
                        : underMouse() ? Role::BgHover
                                       : Role::BgSurface;
    paintBox(
        painter, rect(),
        {theme().colour(ground), theme().colour(on ? Role::AccentText : Role::LineControl), Edge::Solid, 5});
    qreal x = theme().px(9);
    if (m_icon != Icon::None) {
        const int side = theme().iconSize(14);
        painter.drawPixmap(
            QPointF(x, std::round((height() - side) / 2.0)),
            theme().pixmap(m_icon, side, isEnabled() ? m_iconRole : Role::TextTertiary, devicePixelRatioF()));
        x += side + theme().px(6);
    }
    const QFont font = wordFont(theme());
    painter.setFont(font);
    painter.setPen(theme().colour(!isEnabled() ? Role::TextTertiary
                                  : on         ? Role::TextPrimary
                                               : Role::TextSecondary));
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, text());
    x += QFontMetricsF(font).horizontalAdvance(text()) + theme().px(6);
    if (m_count >= 0) {
        painter.setFont(theme().font(TextStyle::Meta));
        painter.setPen(theme().colour(Role::TextTertiary));
        drawTabular(painter, QRectF(x, 0, width() - x, height()), QLocale().toString(m_count));
    }
    if (hasFocus()) {
        paintFocusRing(painter, theme(), rect(), 5);
    }
}

Tag::Tag(Theme& theme, const QString& text, Tone tone, Icon icon, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTag(text, tone, icon);
}

void Tag::setTag(const QString& text, Tone tone, Icon icon)
{
    m_text = text;
    m_tone = tone;
    m_icon = icon;
    describe(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    qreal width = 2 * theme().px(6) + theme().tabularWidth(TextStyle::Meta, m_text);
    if (m_icon != Icon::None) {
        width += theme().iconSize(13) + theme().px(4);
    }
    return {static_cast<int>(std::ceil(width)), theme().px(20)};
}

void Tag::paintEvent(QPaintEvent* /*event*/)
{
    const auto [ground, text] = [this]() -> std::pair<Role, Role> {
        switch (m_tone) {
        case Tone::Ok: return {Role::StateOkBg, Role::StateOk};
        case Tone::Wait: return {Role::StateWaitBg, Role::StateWait};
        case Tone::Fail: return {Role::StateFailBg, Role::StateFail};
        case Tone::Local: return {Role::StateLocalBg, Role::StateLocal};
        case Tone::Neutral: break;
        }
        return {Role::BgHover, Role::TextSecondary};
    }();
    QPainter painter(this);
    // In a high-contrast palette grounds are all alike, so the tag needs its edge there.
    paintBox(painter, rect(),
             {theme().colour(ground),
              theme().isHighContrast() ? theme().colour(text) : QColor(Qt::transparent), Edge::Solid, 3});
    qreal x = theme().px(6);
    if (m_icon != Icon::None) {
        const int side = theme().iconSize(13);
        painter.drawPixmap(QPointF(x, std::round((height() - side) / 2.0)),
                           theme().pixmap(m_icon, side, text, devicePixelRatioF()));
        x += side + theme().px(4);
    }
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(text));
    drawTabular(painter, QRectF(x, 0, width() - x, height()), m_text);
}

} // namespace matoi::widgets
