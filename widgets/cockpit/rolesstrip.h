#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class Avatar;
class CommandButton;
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

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Cell
    {
        TextLabel* caption;
        Avatar* avatar;
        CommandButton* name;
        TextLabel* about;
    };
    Cell makeCell(domain::IncidentRole role);
    void refresh();
    void showCell(domain::IncidentRole role, const Cell& cell) const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    std::vector<Cell> m_cells;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
