#include "widgets/properties/propertiesforms.h"

#include "widgets/common/commandbutton.h"
#include "widgets/handover/formdialog.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace matoi::widgets::properties {

using namespace domain;

std::vector<std::string> tagsFrom(const QString& text)
{
    static const QRegularExpression separator(QStringLiteral("[,、，\\n]"));
    std::vector<std::string> tags;
    for (const QString& tag : text.split(separator, Qt::SkipEmptyParts))
        if (!tag.trimmed().isEmpty())
            tags.push_back(tag.trimmed().toStdString());
    return tags;
}

void openEdit(const PanelContext& context, Id<Incident> id, QWidget* parent)
{
    const auto incident = context.repositories.incidents.find(id);
    if (!incident)
        return;
    auto* dialog =
        new FormDialog(context, QCoreApplication::translate("Properties", "Service and tags"), parent);
    auto* service = new QLineEdit(QString::fromStdString(incident->value.service), dialog);
    service->setMaxLength(100);
    QStringList known;
    for (const std::string& tag : incident->value.tags)
        known << QString::fromStdString(tag);
    auto* tags = new QLineEdit(known.join(QStringLiteral(", ")), dialog);
    dialog->addField(QCoreApplication::translate("Properties", "What is broken"), service);
    dialog->addField(QCoreApplication::translate("Properties", "Tags, with commas between them"), tags);
    dialog->setCommit(QCoreApplication::translate("Properties", "Save"), Icon::Check, {},
                      [context, id, service, tags]() -> Result<void> {
                          if (auto set = context.incidents.setService(id, service->text().toStdString());
                              !set)
                              return set;
                          return context.incidents.setTags(id, tagsFrom(tags->text()));
                      });
    service->setFocus();
    dialog->open();
}

void openAddPerson(const PanelContext& context, Id<Incident> id, QWidget* parent)
{
    const auto incident = context.repositories.incidents.find(id);
    if (!incident)
        return;
    auto* dialog = new FormDialog(
        context, QCoreApplication::translate("Properties", "Who else sees this incident?"), parent);
    auto* person = new QComboBox(dialog);
    const std::vector<Id<Contact>>& named = incident->value.visibleTo;
    for (const auto& contact : context.repositories.contacts.all())
        if (contact.value.contactKind == ContactKind::Personal &&
            std::find(named.begin(), named.end(), contact.id) == named.end())
            person->addItem(QString::fromStdString(contact.value.name),
                            QString::fromStdString(contact.id.toString()));
    dialog->addField(QCoreApplication::translate("Properties", "Person"), person);
    auto* commit = dialog->setCommit(
        QCoreApplication::translate("Properties", "Let them see it"), Icon::UserPlus, {},
        [context, id, person]() -> Result<void> {
            const auto contact = Id<Contact>::parse(person->currentData().toString().toStdString());
            return contact ? context.incidents.setNamed(id, *contact, true) : Result<void>();
        });
    commit->setEnabled(person->count() > 0);
    person->setFocus();
    dialog->open();
}

} // namespace matoi::widgets::properties
