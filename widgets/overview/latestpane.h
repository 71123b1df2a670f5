#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class EmptyState;
class EventLine;
class SectionHeader;

/// The last six events, newest first, and the way to all of them.
class LatestPane final : public QWidget
{
    Q_OBJECT

public:
    LatestPane(const PanelContext& context, QWidget* parent);

    void setIncident(domain::Id<domain::Incident> id);

Q_SIGNALS:
    void timelineRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    SectionHeader* m_header;
    CommandButton* m_all;
    EmptyState* m_empty;
    QVBoxLayout* m_rows;
    std::vector<EventLine*> m_lines;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
