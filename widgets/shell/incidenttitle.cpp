#include "widgets/shell/incidenttitle.h"

#include "widgets/common/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QToolTip>

#include <cmath>

namespace matoi::widgets {

namespace {

/// How much of `text` stands in one line, broken between words as its language does it.
qsizetype firstLine(const QString& text, const QFont& font, int width)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width);
    const int length = line.textLength();
    layout.endLayout();
    return length;
}

} // namespace

IncidentTitle::IncidentTitle(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding); // the row is as high as its clocks
}

void IncidentTitle::setTexts(const QString& title, const QString& number)
{
    if (title == m_title && number == m_number)
        return;
    m_title = title;
    m_number = number;
    updateGeometry();
    update();
}

IncidentTitle::Lines IncidentTitle::lines() const
{
    const qreal number = theme().textWidth(TextStyle::Body, m_number);
    const qreal gap = theme().px(12);
    const qreal title = theme().textWidth(TextStyle::IncidentTitle, m_title);
    if (title + gap + number <= width())
        return {m_title, {}, TextStyle::IncidentTitle, true, true};
    if (title <= width())
        return {m_title, {}, TextStyle::IncidentTitle, false, true};
    const QFont smaller = theme().font(TextStyle::PageTitle);
    const QFontMetricsF smallerMetrics(smaller);
    const qsizetype first = firstLine(m_title, smaller, width());
    const QString rest = m_title.mid(first).trimmed();
    if (rest.isEmpty())
        return {m_title,
                {},
                TextStyle::PageTitle,
                theme().textWidth(TextStyle::PageTitle, m_title) + gap + number <= width(),
                true};
    const qreal wanted = smallerMetrics.horizontalAdvance(rest);
    const qreal three = 2 * smallerMetrics.height() + QFontMetricsF(theme().font(TextStyle::Body)).height();
    // Lines have some room above and below their letters: little may be missing.
    const bool beside = wanted + gap + number <= width() || three > height() + theme().px(4);
    const qreal room = beside ? width() - gap - number : width();
    return {m_title.left(first).trimmed(), smallerMetrics.elidedText(rest, Qt::ElideRight, room),
            TextStyle::PageTitle, beside, wanted <= room};
}

QSize IncidentTitle::sizeHint() const
{
    const qreal wide = theme().textWidth(TextStyle::IncidentTitle, m_title) + theme().px(12) +
                       theme().textWidth(TextStyle::Body, m_number);
    return {static_cast<int>(std::ceil(wide)), minimumSizeHint().height()};
}

QSize IncidentTitle::minimumSizeHint() const
{
    return {theme().px(120),
            static_cast<int>(std::ceil(QFontMetricsF(theme().font(TextStyle::IncidentTitle)).height()))};
}

void IncidentTitle::paintEvent(QPaintEvent* /*event*/)
{
    const Lines shown = lines();
    const QFont font = theme().font(shown.style);
    const QFont small = theme().font(TextStyle::Body);
    const QFontMetricsF metrics(font);
    const QFontMetricsF smallMetrics(small);
    const bool numberBelow = !shown.numberBeside;
    const qreal below =
        (shown.second.isEmpty() ? 0 : metrics.height()) + (numberBelow ? smallMetrics.height() : 0);
    qreal baseline = std::round((height() - metrics.height() - below) / 2 + metrics.ascent());
    QPainter painter(this);
    const auto draw = [&](qreal x, const QString& text, bool title) {
        painter.setFont(title ? font : small);
        painter.setPen(theme().colour(title ? Role::TextPrimary : Role::TextTertiary));
        painter.drawText(QPointF(x, baseline), text);
    };
    draw(0, shown.first, true);
    QString last = shown.first;
    if (!shown.second.isEmpty()) {
        baseline += std::round(metrics.height());
        draw(0, shown.second, true);
        last = shown.second;
    }
    if (numberBelow) {
        baseline += std::round(metrics.descent() + smallMetrics.ascent());
        draw(0, m_number, false);
    } else {
        draw(std::round(metrics.horizontalAdvance(last) + theme().px(12)), m_number, false);
    }
}

bool IncidentTitle::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), lines().whole ? QString() : m_title,
                           this);
        return true;
    }
    return PaintedWidget::event(event);
}

} // namespace matoi::widgets
