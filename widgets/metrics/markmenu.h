#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QMenu>

#include <functional>

namespace matoi::widgets {

/// Which mark is set at the crosshair. One that is not set yet is set at once; one that is set is corrected,
/// which takes a reason.
class MarkMenu final : public QMenu
{
    Q_OBJECT

public:
    /// `done` is told how setting it went.
    using Done = std::function<void(const domain::Result<void>&)>;
    MarkMenu(const PanelContext& context, domain::Id<domain::Incident> incident, domain::Time at, Done done,
             QWidget* parent);

private:
    using Mark = commands::IncidentCommands::Mark;

    void add(const QString& name, Mark mark, std::optional<domain::Time> present);
    void choose(Mark mark, bool isSet);
    domain::Result<void> set(Mark mark);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    domain::Time m_at;
    Done m_done;
};

} // namespace matoi::widgets
