#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QSpacerItem;
QT_END_NAMESPACE

namespace matoi::widgets {

class Avatar;
class CommandButton;
class Hairline;
class TextLabel;

/// The five roles with who holds them. Amber: nobody, or one person with two.
class RolesStrip final : public QWidget
{
    Q_OBJECT

public:
    RolesStrip(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    /// Command is taken or handed over, not assigned.
    void commandRequested();

public:
    /// It lays itself out anew for any width: it must never hold a window wide.
    QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Cell
    {
        QWidget* box;
        Hairline* line;
        TextLabel* caption;
        Avatar* avatar;
        QSpacerItem* beforeName;
        CommandButton* name;
        TextLabel* about;
    };
    Cell makeCell(domain::IncidentRole role);
    void refresh();
    void place();
    void showCell(domain::IncidentRole role, const Cell& cell) const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    std::vector<Cell> m_cells;
    QGridLayout* m_grid;
    int m_columns = 0;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
