#include "widgets/shell/incidenttabs.h"

#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

namespace matoi::widgets {

class IncidentTab final : public PaintedButton
{
public:
    IncidentTab(Theme& theme, IncidentTabs* tabs, int index)
        : PaintedButton(theme, tabs)
        , m_tabs(tabs)
        , m_index(index)
    {
        setCheckable(true);
    }

    void setTab(const QString& label, int count)
    {
        setText(label);
        m_count = count > 0 ? QString::number(count) : QString();
        describe(m_count.isEmpty() ? label : label + QStringLiteral(" ") + m_count);
        updateGeometry();
        update();
    }

    QAccessible::Role accessibleRole() const override { return QAccessible::PageTab; }

    QSize sizeHint() const override
    {
        qreal width = QFontMetricsF(theme().font(TextStyle::Strong)).horizontalAdvance(text());
        if (!m_count.isEmpty())
            width += theme().px(5) + tabularWidth(theme().font(TextStyle::Body), m_count);
        return {static_cast<int>(width) + theme().px(12), theme().px(36)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setFont(theme().font(isChecked() ? TextStyle::Strong : TextStyle::Body));
        painter.setPen(theme().colour(isChecked() || underMouse() ? Role::TextPrimary : Role::TextSecondary));
        const QRectF box = QRectF(rect()).adjusted(theme().px(6), 0, 0, 0);
        QRectF bound;
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, text(), &bound);
        if (!m_count.isEmpty()) {
            painter.setFont(theme().font(TextStyle::Body));
            painter.setPen(theme().colour(Role::TextTertiary));
            drawTabular(painter, QRectF(bound.right() + theme().px(5), 0, width(), height()), m_count);
        }
        if (isChecked())
            painter.fillRect(QRectF(theme().px(6), height() - 2, width() - theme().px(12), 2),
                             theme().colour(Role::AccentText));
        if (hasFocus())
            paintFocusRing(painter, theme(), rect().adjusted(0, 4, 0, -4));
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
        if (by == 0) {
            PaintedButton::keyPressEvent(event);
            return;
        }
        const int count = static_cast<int>(m_tabs->m_tabs.size());
        const int next = (m_index + by + count) % count;
        Q_EMIT m_tabs->chosen(next);
        m_tabs->m_tabs[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
    }

private:
    IncidentTabs* m_tabs;
    int m_index;
    QString m_count;
};

IncidentTabs::IncidentTabs(Theme& theme, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    auto* row = new QHBoxLayout(this);
    row->setSpacing(theme.px(10));
    row->addStretch();
    setAccessibleName(tr("Views of this incident"));
    IncidentTabs::themeChanged();
}

void IncidentTabs::themeChanged()
{
    layout()->setContentsMargins(theme().px(16), 0, theme().px(16), 0);
    setFixedHeight(theme().px(36));
}

int IncidentTabs::add()
{
    const int index = static_cast<int>(m_tabs.size());
    auto* tab = new IncidentTab(theme(), this, index);
    static_cast<QHBoxLayout*>(layout())->insertWidget(index, tab);
    m_tabs.push_back(tab);
    connect(tab, &QAbstractButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
    setCurrent(m_current);
    return index;
}

void IncidentTabs::setTab(int index, const QString& label, int count)
{
    m_tabs[static_cast<std::size_t>(index)]->setTab(label, count);
}

void IncidentTabs::setCurrent(int index)
{
    m_current = index;
    for (std::size_t i = 0; i < m_tabs.size(); ++i) {
        m_tabs[i]->setChecked(static_cast<int>(i) == index);
        m_tabs[i]->setFocusPolicy(static_cast<int>(i) == index ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

void IncidentTabs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), height() - 1, theme().colour(Role::LineHairline));
}

} // namespace matoi::widgets
