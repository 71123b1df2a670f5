#include "widgets/contacts/calllist.h"

#include "models/commands/teamcommands.h"
#include "models/domain/rules/escalation.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/formdialog.h"

#include <QtCore/QEvent>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>

#include <algorithm>
#include <set>

namespace matoi::widgets {

using namespace domain;

CallList::CallList(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_grid(new QGridLayout(this))
{
    const Theme& theme = context.theme;
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(10));
    m_grid->setVerticalSpacing(theme.px(2));
    m_grid->setColumnStretch(2, 1);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [](const ChangedRecord& record) {
            return record.kind == Kind::Contact;
        });
        if (ours)
            setPeople(m_people);
    });
}

void CallList::setPeople(const std::vector<Id<Contact>>& people)
{
    m_people = people;
    // Rebuilt only when it shows something else: a number under the pointer stays what it is.
    if (auto now = entries(); now != m_entries) {
        m_entries = std::move(now);
        rebuild();
    }
}

std::vector<CallList::Entry> CallList::entries() const
{
    std::vector<Entry> out;
    for (const Id<Contact> id : m_people)
        if (const auto contact = m_context.repositories.contacts.find(id))
            out.push_back({id, QString::fromStdString(contact->value.name),
                           QString::fromStdString(contact->value.title),
                           QString::fromStdString(contact->value.phone)});
    return out;
}

void CallList::rebuild()
{
    for (QWidget* old : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        old->hide();
        old->deleteLater();
    }
    const bool any = std::any_of(m_entries.begin(), m_entries.end(),
                                 [](const Entry& entry) { return !entry.phone.isEmpty(); });
    if (!any && !m_entries.empty()) {
        // Once, not a line of nothing for each of them.
        const Entry& first = m_entries.front();
        m_grid->addWidget(new TextLabel(m_context.theme, TextStyle::Body, Role::TextSecondary,
                                        tr("No phone number is known."), this),
                          0, 0);
        m_grid->addWidget(addLink(first, tr("Add the number of %1…").arg(first.name)), 0, 1);
        return;
    }
    int row = 0;
    for (const Entry& entry : m_entries)
        addRow(entry, row++);
}

/// The number beside the name: that is the line one reads while dialling.
void CallList::addRow(const Entry& entry, int row)
{
    Theme& theme = m_context.theme;
    m_grid->addWidget(new TextLabel(theme, TextStyle::Medium, Role::TextPrimary, entry.name, this), row, 0);
    m_grid->addWidget(new ElidedLabel(theme, TextStyle::Meta, Role::TextSecondary, entry.title, this), row,
                      2);
    if (entry.phone.isEmpty()) {
        m_grid->addWidget(addLink(entry, tr("Add a number…")), row, 1, Qt::AlignLeft);
        return;
    }
    auto* number = new CommandButton(theme, entry.phone, Icon::Phone, this);
    number->setKind(CommandButton::Kind::Quiet);
    number->setSmall(true);
    number->setToolTip(tr("Copy the number"));
    number->setAccessibleName(tr("%1, %2. Copy the number").arg(entry.name, entry.phone));
    connect(number, &QAbstractButton::clicked, this,
            [phone = entry.phone] { QGuiApplication::clipboard()->setText(phone); });
    m_grid->addWidget(number, row, 1, Qt::AlignLeft);
}

CommandButton* CallList::addLink(const Entry& entry, const QString& text)
{
    auto* add = new CommandButton(m_context.theme, text, Icon::None, this);
    add->setKind(CommandButton::Kind::Link);
    add->setSmall(true);
    add->setAccessibleName(tr("Add the number of %1").arg(entry.name));
    connect(add, &QAbstractButton::clicked, this,
            [this, id = entry.id] { openPhone(m_context, id, window()); });
    return add;
}

void CallList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

std::vector<Id<Contact>> peopleBehind(const PanelContext& context, const std::vector<Id<Contact>>& contacts)
{
    const rules::ContactDirectory directory{
        [&](Id<Contact> id) { return context.repositories.contacts.find(id); },
        [&](Id<Contact> id) { return context.repositories.contactChannels.of(id.uuid()); }};
    std::vector<Id<Contact>> people;
    std::set<Id<Contact>> seen;
    for (const auto& contact : contacts)
        for (const EngagementStep& step : rules::escalationSteps(contact, directory).steps)
            if (seen.insert(step.contactId).second)
                people.push_back(step.contactId);
    return people;
}

void openPhone(const PanelContext& context, Id<Contact> id, QWidget* parent)
{
    const auto contact = context.repositories.contacts.find(id);
    if (!contact)
        return;
    auto* dialog = new FormDialog(
        context, CallList::tr("Number of %1").arg(QString::fromStdString(contact->value.name)), parent);
    auto* number = new QLineEdit(QString::fromStdString(contact->value.phone), dialog);
    number->setMaxLength(40);
    number->setPlaceholderText(QStringLiteral("+81 90 1234 5678"));
    dialog->addField(CallList::tr("Called by a person; nothing is sent to it"), number);
    dialog->setCommit(CallList::tr("Save"), Icon::Check,
                      CallList::tr("A number has 3 to 20 digits, like +81 90 1234 5678."),
                      [context, id, number] {
                          return commands::TeamCommands(context.repositories, context.history)
                              .setPhone(id, number->text().trimmed().toStdString());
                      });
    number->setFocus();
    number->selectAll();
    dialog->open();
}

} // namespace matoi::widgets
