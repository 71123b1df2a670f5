#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class LinkedRow;
class SectionHeader;
class TextLabel;

/// What is linked: alarms that fire first, then what people linked, in the order in which they did.
class LinkedPane final : public QWidget
{
    Q_OBJECT

public:
    LinkedPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);
    /// Opens the form; with the address that lies in the clipboard when there is one.
    void link();

Q_SIGNALS:
    void incidentRequested(matoi::domain::Id<matoi::domain::Incident> incident);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    LinkedRow* makeRow();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    CommandButton* m_link;
    TextLabel* m_problem;
    EmptyState* m_empty;
    QVBoxLayout* m_rows;
    std::vector<LinkedRow*> m_lines;
    domain::Subscription m_subscription;
    domain::Subscription m_syncState;
};

/// Those that are linked, not refused, in the order in which they are shown.
std::vector<domain::Record<domain::RelatedItem>> linkedItems(const domain::Repositories& repositories,
                                                             domain::Id<domain::Incident> incident);

} // namespace matoi::widgets
