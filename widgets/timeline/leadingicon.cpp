#include "widgets/timeline/leadingicon.h"

#include "widgets/common/accessible.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

namespace matoi::widgets {

namespace {

class LeadingIcon final : public PaintedWidget
{
public:
    LeadingIcon(Theme& theme, Icon icon, QLineEdit& field)
        : PaintedWidget(theme, &field)
        , m_icon(icon)
        , m_field(field)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        makeRoom();
    }

    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QSize sizeHint() const override { return {side(), side()}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void themeChanged() override { makeRoom(); }
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.drawPixmap(0, 0, theme().pixmap(m_icon, side(), Role::TextTertiary, devicePixelRatioF()));
    }

private:
    int side() const { return theme().iconSize(15); }
    void makeRoom()
    {
        // A frameless field has no padding of its own (matoi.qss).
        const int padding = m_field.property("frameless").toBool() ? theme().px(10) : 0;
        m_field.setTextMargins(padding + side() + theme().px(6), 0, 0, 0);
        if (auto* row = m_field.layout())
            row->setContentsMargins(theme().px(10), 0, 0, 0);
    }

    Icon m_icon;
    QLineEdit& m_field;
};

} // namespace

void setLeadingIcon(QLineEdit& field, Theme& theme, Icon icon)
{
    auto* row = new QHBoxLayout(&field);
    row->setContentsMargins(theme.px(10), 0, 0, 0);
    row->addWidget(new LeadingIcon(theme, icon, field), 0, Qt::AlignVCenter);
    row->addStretch();
}

} // namespace matoi::widgets
