#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class Avatar;
class CommandButton;
class SectionHeader;
class TextLabel;

/// Who has which role, since when, and the act that changes it. Command is taken, taken over or handed over;
/// the other roles are given.
class RolesPane final : public QWidget
{
    Q_OBJECT

public:
    RolesPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void commandRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Line
    {
        domain::IncidentRole role;
        TextLabel* caption;
        Avatar* avatar;
        TextLabel* icon;
        TextLabel* person;
        TextLabel* since;
        CommandButton* act;
    };
    void addLine(domain::IncidentRole role);
    void refresh();
    void showLine(const Line& line) const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    QGridLayout* m_grid;
    std::vector<Line> m_lines;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
