#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

class CallList;
class CommandButton;
class EngagementLanes;
class TextLabel;

/// Whom to page and why, with what would happen when. The button says how many people it pages at once.
class PageDialog final : public QDialog
{
    Q_OBJECT

public:
    PageDialog(const PanelContext& context, domain::Id<domain::Incident> incident, QWidget* parent = nullptr);

    /// Chosen already; what is left to say is the reason.
    void choose(domain::Id<domain::Contact> contact);
    /// The same with a reason. One that is only begun has to be written on in.
    void ask(domain::Id<domain::Contact> contact, const QString& reason, bool begun);

private:
    void fill();
    void preview();
    bool isOnline() const;
    bool canPage() const;
    void page();
    std::optional<domain::Id<domain::Contact>> chosen() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    QLineEdit* m_find;
    QListWidget* m_contacts;
    QLineEdit* m_reason;
    QString m_begun; ///< what stands there without being a reason yet
    TextLabel* m_heading;
    EngagementLanes* m_lanes;
    TextLabel* m_warning;
    CallList* m_calls; ///< without a connection: whom to call by hand
    CommandButton* m_page;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
