#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;

/// Whom to call by hand, and under which number, in the order in which they would have been paged. A press
/// copies a number. Whoever has none is named too.
class CallList final : public QWidget
{
    Q_OBJECT

public:
    CallList(const PanelContext& context, QWidget* parent = nullptr);

    void setPeople(const std::vector<domain::Id<domain::Contact>>& people);
    bool isEmpty() const { return m_people.empty(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What a row shows.
    struct Entry
    {
        domain::Id<domain::Contact> id;
        QString name;
        QString title;
        QString phone;
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> entries() const;
    void rebuild();
    void addRow(const Entry& entry, int row);
    CommandButton* addLink(const Entry& entry, const QString& text);

    PanelContext m_context;
    QGridLayout* m_grid;
    std::vector<domain::Id<domain::Contact>> m_people;
    std::vector<Entry> m_entries;
    domain::Subscription m_subscription;
};

/// Everybody whom engaging `contacts` would reach, in order, each once.
std::vector<domain::Id<domain::Contact>>
peopleBehind(const PanelContext& context, const std::vector<domain::Id<domain::Contact>>& contacts);

/// Asks for the number under which others call this person.
void openPhone(const PanelContext& context, domain::Id<domain::Contact> contact, QWidget* parent);

} // namespace matoi::widgets
