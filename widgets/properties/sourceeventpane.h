#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class EventView;
class SectionHeader;
class SegmentedControl;
class TextLabel;

/// What started the incident: the detector's message as it came, or what the plan took from it; or who
/// pressed the button.
class SourceEventPane final : public QWidget
{
    Q_OBJECT

public:
    SourceEventPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showWords();
    QString about(const domain::Record<domain::Incident>& incident) const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    SegmentedControl* m_choice;
    CommandButton* m_copy;
    EventView* m_view;
    EmptyState* m_empty;
    TextLabel* m_about;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
