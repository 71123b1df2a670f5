#include "widgets/contacts/pagedialog.h"

#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/contacts/calllist.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/contacts/pagingpreview.h"
#include "widgets/panel/connectionwords.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

PageDialog::PageDialog(const PanelContext& context, Id<Incident> incident, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(incident)
    , m_find(new QLineEdit(this))
    , m_contacts(new QListWidget(this))
    , m_reason(new QLineEdit(this))
    , m_heading(new TextLabel(context.theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_lanes(new EngagementLanes(context.theme, this))
    , m_warning(new TextLabel(context.theme, TextStyle::Body, Role::StateWait, {}, this))
    , m_calls(new CallList(context, this))
    , m_page(new CommandButton(context.theme, tr("Page"), Icon::PhoneCall, this))
{
    Theme& theme = context.theme;
    setWindowTitle(tr("Page someone"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_find->setPlaceholderText(tr("Find a person or an escalation plan"));
    m_find->setAccessibleName(tr("Find a person or an escalation plan"));
    m_contacts->setAccessibleName(tr("People and escalation plans"));
    m_contacts->setIconSize(QSize(theme.iconSize(16), theme.iconSize(16)));
    m_reason->setPlaceholderText(tr("Why, in a few words: it stands in the message"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(500);
    m_lanes->setCompact(true);
    m_warning->setWordWrap(true);
    m_page->setKind(CommandButton::Kind::Filled);
    m_page->setKey(QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto* cancel = new CommandButton(theme, tr("Cancel"), Icon::None, this);
    cancel->setKey(Qt::Key_Escape);

    auto* left = new QVBoxLayout;
    left->addWidget(m_find);
    left->addWidget(m_contacts, 1);
    left->addWidget(m_reason);
    auto* right = new QVBoxLayout;
    right->addWidget(m_heading);
    right->addWidget(m_lanes);
    right->addWidget(m_warning);
    right->addWidget(m_calls);
    right->addStretch();
    auto* panes = new QHBoxLayout;
    panes->setSpacing(theme.px(20));
    panes->addLayout(left, 2);
    panes->addLayout(right, 3);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(
        new TextLabel(theme, TextStyle::DialogTitle, Role::TextPrimary, tr("Page someone"), this));
    column->addLayout(panes, 1);
    column->addLayout(buttons);
    resize(theme.px(900), theme.px(440));

    connect(m_find, &QLineEdit::textChanged, this, &PageDialog::fill);
    connect(m_find, &QLineEdit::returnPressed, m_reason, [this] { m_reason->setFocus(); });
    connect(m_contacts, &QListWidget::currentRowChanged, this, &PageDialog::preview);
    connect(m_reason, &QLineEdit::textChanged, this, [this] { m_page->setEnabled(canPage()); });
    connect(m_page, &CommandButton::clicked, this, &PageDialog::page);
    connect(cancel, &CommandButton::clicked, this, &QDialog::reject);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this,
            &PageDialog::page);
    m_syncState = context.changes.onSyncState([this](const SyncState&) { preview(); });
    fill();
    m_find->setFocus();
}

void PageDialog::fill()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    const bool drill = incident && incident->value.drill;
    m_contacts->clear();
    for (const auto& contact : m_context.repositories.contacts.all()) {
        if (contact.value.drill != drill)
            continue; // a drill pages nobody real, and a real incident nobody invented
        const QString name = QString::fromStdString(contact.value.name);
        const QString title = QString::fromStdString(contact.value.title);
        const QString text = title.isEmpty() ? name : tr("%1, %2").arg(name, title);
        if (!text.contains(m_find->text(), Qt::CaseInsensitive))
            continue;
        auto* item = new QListWidgetItem(
            m_context.theme.icon(contact.value.contactKind == ContactKind::Escalation ? Icon::Users
                                                                                      : Icon::User),
            text, m_contacts);
        item->setData(Qt::UserRole, QString::fromStdString(contact.id.toString()));
    }
    if (m_contacts->count() > 0)
        m_contacts->setCurrentRow(0);
    preview();
}

void PageDialog::choose(Id<Contact> contact)
{
    const QString wanted = QString::fromStdString(contact.toString());
    for (int row = 0; row < m_contacts->count(); ++row)
        if (m_contacts->item(row)->data(Qt::UserRole).toString() == wanted) {
            m_contacts->setCurrentRow(row);
            m_reason->setFocus();
        }
}

void PageDialog::ask(Id<Contact> contact, const QString& reason, bool begun)
{
    m_begun = begun ? reason.trimmed() : QString();
    m_reason->setText(reason);
    choose(contact);
    m_reason->end(false);
    m_page->setEnabled(canPage());
}

bool PageDialog::canPage() const
{
    return chosen() && isOnline() && (m_begun.isEmpty() || m_reason->text().trimmed() != m_begun);
}

std::optional<Id<Contact>> PageDialog::chosen() const
{
    const QListWidgetItem* item = m_contacts->currentItem();
    return item != nullptr ? Id<Contact>::parse(item->data(Qt::UserRole).toString().toStdString())
                           : std::nullopt;
}

bool PageDialog::isOnline() const
{
    return domain::isOnline(m_context.changes.syncState());
}

/// Nothing is paged late: without a connection the way is the telephone, and no lane says anything else.
void PageDialog::preview()
{
    const auto contact = chosen();
    const bool online = isOnline();
    m_page->setEnabled(canPage());
    m_calls->setPeople(contact && !online ? peopleBehind(m_context, {*contact}) : std::vector<Id<Contact>>());
    m_calls->setVisible(!m_calls->isEmpty());
    m_heading->setText(online ? tr("Who gets paged, and when") : tr("Nobody is paged. Whom to call"));
    m_lanes->setVisible(online);
    if (!contact) {
        m_lanes->setPlan({}, {});
        m_warning->setText(m_context.repositories.contacts.all().empty() ? tr("There are no contacts yet.")
                                                                         : tr("No match."));
        return;
    }
    PagingPreview preview = previewPaging(m_context, {*contact});
    m_page->setText(preview.atOnce == 0 || !online ? tr("Page")
                                                   : tr("Page %n person(s)", nullptr, preview.atOnce));
    m_warning->setText(online ? warningOf(preview) : whyNobodyIsPaged(m_context.changes.syncState()));
    m_lanes->setPlan(std::move(preview.stages), std::move(preview.lanes));
}

void PageDialog::page()
{
    if (!canPage())
        return;
    m_context.repositories.effects.page(m_id, *chosen(), m_reason->text().toStdString());
    accept();
}

} // namespace matoi::widgets
