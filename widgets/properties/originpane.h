#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class FlowLayout;
class SectionHeader;
class TextLabel;

/// Where the incident came from: its plan and which version of it, the key that joins repeats, service, tags,
/// id.
class OriginPane final : public QWidget
{
    Q_OBJECT

public:
    OriginPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);
    void edit();
    void copyId();

protected:
    void changeEvent(QEvent* event) override;

private:
    TextLabel* addRow(const char* caption, QWidget* value);
    TextLabel* value(bool mono = false);
    TextLabel* hint();
    void refresh();
    void showPlan(const domain::Incident& incident);
    void showRepeats(const domain::Incident& incident);
    void showTags(const std::vector<std::string>& tags);
    void removeTag(const std::string& tag);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    CommandButton* m_edit;
    QGridLayout* m_grid;
    std::vector<std::pair<TextLabel*, const char*>> m_captions;
    TextLabel* m_plan;
    TextLabel* m_planHint;
    TextLabel* m_key;
    TextLabel* m_repeats;
    TextLabel* m_service;
    QWidget* m_tags;
    FlowLayout* m_tagFlow;
    std::vector<CommandButton*> m_tagButtons;
    TextLabel* m_noTags;
    TextLabel* m_started;
    TextLabel* m_idText;
    CommandButton* m_copy;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
