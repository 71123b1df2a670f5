#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QListView;
QT_END_NAMESPACE

namespace matoi::widgets {

class AuditModel;
class Chip;
class CommandButton;
class EmptyState;
class SectionHeader;
class TextLabel;

/// Who did what to the incident and to all that belongs to it, as the service keeps it. It is read when it is
/// looked at, and again when something of the incident changes; without a connection what was read stays,
/// with its time.
class AuditPane final : public QWidget
{
    Q_OBJECT

public:
    AuditPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeChips();
    void read();
    void readOlder();
    void answered(const domain::Result<domain::AuditPage>& page, bool older);
    void refresh();
    void showState();
    void copy();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    AuditModel* m_model;
    SectionHeader* m_header;
    CommandButton* m_copy;
    std::vector<Chip*> m_chips;
    QListView* m_list;
    EmptyState* m_empty;
    TextLabel* m_state;
    TextLabel* m_chainIcon;
    TextLabel* m_chain;
    CommandButton* m_older;
    QTimer m_again; ///< many changes at once are one question
    std::optional<domain::AuditPage> m_last;
    std::optional<domain::Error> m_problem;
    int m_question = 0; ///< an answer to an earlier one is for another incident
    domain::Subscription m_records;
    domain::Subscription m_sync;
};

} // namespace matoi::widgets
