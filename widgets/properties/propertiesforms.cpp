#include "widgets/properties/propertiesforms.h"

#include "widgets/common/commandbutton.h"
#include "widgets/handover/formdialog.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QLineEdit>

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

} // namespace matoi::widgets::properties
