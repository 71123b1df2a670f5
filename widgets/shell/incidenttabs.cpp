#include "widgets/shell/incidenttabs.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>

#include <algorithm>

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

    QString label() const { return m_count.isEmpty() ? text() : text() + QStringLiteral("  ") + m_count; }

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
        qreal width = theme().textWidth(TextStyle::Strong, text());
        if (!m_count.isEmpty())
            width += theme().px(5) + theme().tabularWidth(TextStyle::Body, m_count);
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
    , m_more(new CommandButton(theme, {}, Icon::ChevronDown, this))
{
    m_more->setKind(CommandButton::Kind::Quiet);
    m_more->setSmall(true);
    m_more->hide();
    connect(m_more, &QAbstractButton::clicked, this, &IncidentTabs::openMore);
    auto* row = new QHBoxLayout(this);
    row->setSpacing(theme.px(10));
    row->addWidget(m_more);
    row->addStretch();
    nameMore();
    IncidentTabs::themeChanged();
}

void IncidentTabs::themeChanged()
{
    layout()->setContentsMargins(theme().px(16), 0, theme().px(16), 0);
    setFixedHeight(theme().px(36));
    fit();
}

void IncidentTabs::nameMore()
{
    setAccessibleName(tr("Views of this incident"));
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("More views of this incident"));
}

void IncidentTabs::setTrailing(QWidget* widget)
{
    m_trailing = widget;
    static_cast<QHBoxLayout*>(layout())->addWidget(widget);
    fit();
}

QSize IncidentTabs::minimumSizeHint() const
{
    return {theme().px(320), theme().px(36)};
}

void IncidentTabs::fit()
{
    const int spacing = layout()->spacing();
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right();
    if (m_trailing != nullptr && !m_trailing->isHidden())
        room -= m_trailing->sizeHint().width() + spacing;
    const auto widthOf = [spacing](const IncidentTab* tab) { return tab->sizeHint().width() + spacing; };
    int wanted = 0;
    for (const IncidentTab* tab : m_tabs)
        wanted += widthOf(tab);
    const bool all = wanted <= room;
    m_more->setVisible(!all);
    if (!all)
        room -= m_more->sizeHint().width() + spacing;
    // The current one has its place first, the others as they come.
    if (m_current < static_cast<int>(m_tabs.size()))
        room -= widthOf(m_tabs[static_cast<std::size_t>(m_current)]);
    bool full = false;
    for (std::size_t i = 0; i < m_tabs.size(); ++i) {
        if (static_cast<int>(i) == m_current) {
            m_tabs[i]->show();
            continue;
        }
        room -= widthOf(m_tabs[i]);
        full = full || room < 0;
        m_tabs[i]->setVisible(all || !full);
    }
}

void IncidentTabs::openMore()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = 0; i < m_tabs.size(); ++i)
        if (m_tabs[i]->isHidden())
            connect(menu->addAction(m_tabs[i]->label()), &QAction::triggered, this,
                    [this, i] { Q_EMIT chosen(static_cast<int>(i)); });
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void IncidentTabs::resizeEvent(QResizeEvent* event)
{
    PaintedWidget::resizeEvent(event);
    fit();
}

void IncidentTabs::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        nameMore();
    PaintedWidget::changeEvent(event);
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
    const bool focused = m_current < static_cast<int>(m_tabs.size()) &&
                         m_tabs[static_cast<std::size_t>(m_current)]->hasFocus();
    m_current = index;
    for (std::size_t i = 0; i < m_tabs.size(); ++i) {
        m_tabs[i]->setChecked(static_cast<int>(i) == index);
        m_tabs[i]->setFocusPolicy(static_cast<int>(i) == index ? Qt::StrongFocus : Qt::ClickFocus);
    }
    fit();
    if (focused)
        focusCurrent(); // a digit key has opened another
}

void IncidentTabs::focusCurrent()
{
    if (m_current < static_cast<int>(m_tabs.size()))
        m_tabs[static_cast<std::size_t>(m_current)]->setFocus(Qt::OtherFocusReason);
}

void IncidentTabs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), height() - 1, theme().colour(Role::LineHairline));
}

} // namespace matoi::widgets
