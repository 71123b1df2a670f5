#include "widgets/common/textlabel.h"

#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <cmath>

namespace matoi::widgets {

TextLabel::TextLabel(Theme& theme, TextStyle style, Role role, const QString& text, QWidget* parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_style(style)
    , m_role(role)
{
    // On a pane that stands on its Base colour Qt would take Text instead, which is not ours to set.
    setForegroundRole(QPalette::WindowText);
    dress();
    connect(&theme, &Theme::changed, this, &TextLabel::dress);
}

void TextLabel::setRole(Role role)
{
    if (role != m_role) {
        m_role = role;
        dress();
    }
}

void TextLabel::setStyle(TextStyle style)
{
    if (style != m_style) {
        m_style = style;
        dress();
    }
}

void TextLabel::showEvent(QShowEvent* event)
{
    // Polishing a label that was never shown gives it the font and colours of before the last change of
    // theme.
    dress();
    QLabel::showEvent(event);
}

void TextLabel::dress()
{
    setFont(m_theme.font(m_style));
    setMinimumHeight(m_theme.lineHeight(m_style));
    // Only these two are set; the rest keeps coming from the application.
    QPalette colours;
    colours.setColor(QPalette::WindowText, m_theme.colour(m_role));
    colours.setColor(QPalette::Link, m_theme.colour(Role::AccentText));
    setPalette(colours);
}

ElidedLabel::ElidedLabel(Theme& theme, TextStyle style, Role role, const QString& text, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_style(style)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString& text)
{
    if (text != m_text) {
        m_text = text;
        describe(text);
        updateGeometry();
        update();
    }
}

void ElidedLabel::setRole(Role role)
{
    m_role = role;
    update();
}

void ElidedLabel::setStyle(TextStyle style)
{
    m_style = style;
    updateGeometry();
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

bool ElidedLabel::isElided() const
{
    return theme().textWidth(m_style, m_text) > width();
}

QSize ElidedLabel::sizeHint() const
{
    return {static_cast<int>(std::ceil(theme().textWidth(m_style, m_text))), theme().lineHeight(m_style)};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), theme().px(40)), theme().lineHeight(m_style)};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QFont font = theme().font(m_style);
    painter.setFont(font);
    painter.setPen(theme().colour(isEnabled() ? m_role : Role::TextTertiary));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(m_text, m_mode, width()));
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const QPoint where = static_cast<QHelpEvent*>(event)->globalPos();
        QToolTip::showText(where, isElided() ? m_text : QString(), this);
        return true;
    }
    return PaintedWidget::event(event);
}

TabularLabel::TabularLabel(Theme& theme, TextStyle style, Role role, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_style(style)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TabularLabel::setText(const QString& text)
{
    if (text == m_text) {
        return;
    }
    const int before = sizeHint().width();
    m_text = text;
    if (sizeHint().width() != before) {
        updateGeometry();
    }
    update();
}

void TabularLabel::setReserve(const QString& widest)
{
    m_reserve = widest;
    updateGeometry();
}

void TabularLabel::setRole(Role role)
{
    if (role != m_role) {
        m_role = role;
        update();
    }
}

void TabularLabel::setStyle(TextStyle style)
{
    if (style != m_style) {
        m_style = style;
        updateGeometry();
        update();
    }
}

void TabularLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize TabularLabel::sizeHint() const
{
    const qreal width =
        std::max(theme().tabularWidth(m_style, m_text), theme().tabularWidth(m_style, m_reserve));
    return {static_cast<int>(std::ceil(width)), theme().lineHeight(m_style)};
}

void TabularLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setFont(theme().font(m_style));
    painter.setPen(theme().colour(m_role));
    drawTabular(painter, rect(), m_text, m_alignment);
}

Hairline::Hairline(Theme& theme, Qt::Orientation orientation, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_orientation(orientation)
{
    if (orientation == Qt::Horizontal) {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    } else {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    }
}

void Hairline::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QColor colour = theme().colour(Role::LineHairline);
    if (m_orientation == Qt::Horizontal) {
        paintHorizontalLine(painter, 0, width(), 0, colour);
    } else {
        paintVerticalLine(painter, 0, 0, height(), colour);
    }
}

} // namespace matoi::widgets
