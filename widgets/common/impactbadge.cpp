#include "widgets/common/impactbadge.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtGui/QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

struct Look
{
    BoxStyle box;
    QColor text;
};

Look lookOf(const Theme& theme, domain::Impact impact, bool resolved)
{
    const SeverityColours& colours = theme.severity(impact);
    if (resolved) {
        return {{Qt::transparent, theme.colour(Role::LineControl), Edge::Solid, 4},
                theme.colour(Role::TextTertiary)};
    }
    switch (impact) {
    case domain::Impact::Critical:
    case domain::Impact::High: {
        // Light orange is under 3:1 on white: the outline carries the shape.
        const bool weak = contrast(colours.fill, theme.colour(Role::BgSurface)) < 3.0;
        return {{colours.fill, weak ? colours.text : colours.fill, Edge::Solid, 4}, colours.onFill};
    }
    case domain::Impact::Medium: return {{colours.tint, colours.text, Edge::Solid, 4}, colours.text};
    case domain::Impact::Low: return {{Qt::transparent, colours.text, Edge::Solid, 4}, colours.text};
    case domain::Impact::None: break;
    }
    return {{Qt::transparent, colours.text, Edge::Dashed, 4}, colours.text};
}

QString digitOf(domain::Impact impact)
{
    return QString::number(static_cast<int>(impact));
}

/// Centres a digit by its ink, not by the font's box, which stands too high in a small square.
void drawDigit(QPainter& painter, const QRectF& rect, const QString& digit)
{
    const QFontMetricsF metrics(painter.font());
    const qreal baseline = rect.center().y() + metrics.capHeight() / 2;
    const qreal left = rect.center().x() - metrics.horizontalAdvance(digit) / 2;
    painter.drawText(QPointF(left, baseline), digit);
}

} // namespace

QString impactWord(domain::Impact impact)
{
    const char* word = QT_TRANSLATE_NOOP("Impact", "None");
    switch (impact) {
    case domain::Impact::Critical: word = QT_TRANSLATE_NOOP("Impact", "Critical"); break;
    case domain::Impact::High: word = QT_TRANSLATE_NOOP("Impact", "High"); break;
    case domain::Impact::Medium: word = QT_TRANSLATE_NOOP("Impact", "Medium"); break;
    case domain::Impact::Low: word = QT_TRANSLATE_NOOP("Impact", "Low"); break;
    case domain::Impact::None: break;
    }
    return QCoreApplication::translate("Impact", word);
}

QString impactDescription(domain::Impact impact)
{
    return QCoreApplication::translate("Impact", "impact %1, %2")
        .arg(static_cast<int>(impact))
        .arg(impactWord(impact).toLower());
}

void paintImpactSquare(QPainter& painter, const Theme& theme, const QRectF& rect, domain::Impact impact,
                       bool resolved)
{
    const Look look = lookOf(theme, impact, resolved);
    painter.save();
    paintBox(painter, rect, look.box);
    painter.setFont(theme.font(TextStyle::Strong));
    painter.setPen(look.text);
    drawDigit(painter, rect, digitOf(impact));
    painter.restore();
}

ImpactBadge::ImpactBadge(Theme& theme, Form form, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_form(form)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe(impactDescription(m_impact));
}

void ImpactBadge::setImpact(domain::Impact impact)
{
    if (impact != m_impact) {
        m_impact = impact;
        describe(impactDescription(impact));
        updateGeometry();
        update();
    }
}

void ImpactBadge::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        describe(impactDescription(m_impact));
    PaintedWidget::changeEvent(event);
}

void ImpactBadge::setResolved(bool resolved)
{
    m_resolved = resolved;
    update();
}

qreal ImpactBadge::digitWidth() const
{
    return theme().px(25);
}

QSize ImpactBadge::sizeHint() const
{
    if (m_form == Form::Square) {
        return {theme().px(22), theme().px(22)};
    }
    const QFontMetricsF metrics(theme().font(TextStyle::Strong));
    const qreal word = metrics.horizontalAdvance(impactWord(m_impact)) + 2 * theme().px(9);
    return {static_cast<int>(std::ceil(digitWidth() + word)), theme().px(24)};
}

void ImpactBadge::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    if (m_form == Form::Square) {
        paintImpactSquare(painter, theme(), rect(), m_impact, m_resolved);
        return;
    }
    const Look look = lookOf(theme(), m_impact, m_resolved);
    paintBox(painter, rect(), look.box);
    painter.setFont(theme().font(TextStyle::Strong));
    painter.setPen(look.text);
    drawDigit(painter, QRectF(0, 0, digitWidth(), height()), digitOf(m_impact));
    QColor divider = look.text;
    divider.setAlphaF(0.55F);
    paintVerticalLine(painter, digitWidth(), hairlineWidth(painter), height() - hairlineWidth(painter),
                      divider);
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QPointF(digitWidth() + theme().px(9), height() / 2.0 + metrics.capHeight() / 2),
                     impactWord(m_impact));
}

} // namespace matoi::widgets
