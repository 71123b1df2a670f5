#include "widgets/contacts/asking.h"

#include "widgets/contacts/pagedialog.h"

namespace matoi::widgets {

using namespace domain;

std::optional<Id<Contact>> contactNamed(const PanelContext& context, Id<Incident> incident,
                                        const QString& person)
{
    const auto about = context.repositories.incidents.find(incident);
    const std::string name = person.toStdString();
    std::optional<Id<Contact>> found;
    for (const auto& contact : context.repositories.contacts.all()) {
        if (contact.value.contactKind != ContactKind::Personal || contact.value.name != name || !about ||
            contact.value.drill != about->value.drill)
            continue;
        if (found)
            return std::nullopt;
        found = contact.id;
    }
    return found;
}

void openAsking(const PanelContext& context, Id<Incident> incident, Id<Contact> contact,
                const QString& question, Question form, QWidget* parent)
{
    auto* dialog = new PageDialog(context, incident, parent);
    dialog->open();
    dialog->ask(contact, question,
                form == Question::Begun); // after that: a dialog that opens selects what is in its field
}

} // namespace matoi::widgets
