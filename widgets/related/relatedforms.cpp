#include "widgets/related/relatedforms.h"

#include "models/commands/relatedcommands.h"
#include "models/domain/rules/weblink.h"
#include "widgets/common/commandbutton.h"
#include "widgets/handover/formdialog.h"
#include "widgets/related/relatedwords.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace matoi::widgets::related {

using namespace domain;
using commands::LinkText;

namespace {

struct Fields
{
    QLineEdit* url;
    QLineEdit* title;
    QComboBox* kind;
    QLineEdit* note;
};

LinkText textOf(const Fields& fields)
{
    return {static_cast<RelatedKind>(fields.kind->currentData().toInt()), fields.title->text().toStdString(),
            fields.url->text().toStdString(), fields.note->text().toStdString()};
}

Fields addFields(FormDialog& dialog, const LinkText& text)
{
    const Fields fields{new QLineEdit(QString::fromStdString(text.url), &dialog),
                        new QLineEdit(QString::fromStdString(text.title), &dialog), new QComboBox(&dialog),
                        new QLineEdit(QString::fromStdString(text.note), &dialog)};
    fields.url->setMaxLength(2000);
    fields.title->setMaxLength(150);
    fields.note->setMaxLength(250);
    fields.url->setPlaceholderText(QStringLiteral("https://"));
    for (const RelatedKind kind : {RelatedKind::Link, RelatedKind::Dashboard, RelatedKind::Ticket,
                                   RelatedKind::Chat, RelatedKind::Change})
        fields.kind->addItem(relatedwords::kind(kind), static_cast<int>(kind));
    fields.kind->setCurrentIndex(std::max(0, fields.kind->findData(static_cast<int>(text.kind))));
    dialog.addField(QCoreApplication::translate("Related", "Address"), fields.url);
    dialog.addFields({{QCoreApplication::translate("Related", "Title"), fields.title},
                      {QCoreApplication::translate("Related", "What it is"), fields.kind}});
    dialog.addField(QCoreApplication::translate("Related", "Note: why it matters here"), fields.note);
    return fields;
}

/// Follows the address while it is typed; what was chosen by hand stays.
void guessWhileTyping(const Fields& fields)
{
    const auto guess = [fields] {
        const auto found = rules::guessLink(fields.url->text().trimmed().toStdString());
        fields.title->setPlaceholderText(QString::fromStdString(found.title));
        if (!fields.kind->property("chosen").toBool())
            fields.kind->setCurrentIndex(std::max(0, fields.kind->findData(static_cast<int>(found.kind))));
    };
    QObject::connect(fields.url, &QLineEdit::textChanged, fields.kind, guess);
    QObject::connect(fields.kind, &QComboBox::activated, fields.kind,
                     [fields] { fields.kind->setProperty("chosen", true); });
    guess();
}

QString missing()
{
    return QCoreApplication::translate(
        "Related", "Give an address that begins with https:// or http://, or a title without an address.");
}

} // namespace

QString clipboardUrl()
{
    const QString text = QGuiApplication::clipboard()->text().trimmed();
    return text.size() <= 2000 && rules::isHttpUrl(text.toStdString()) ? text : QString();
}

void openLink(const PanelContext& context, Id<Incident> id, QWidget* parent, const QString& url)
{
    auto* dialog = new FormDialog(context, QCoreApplication::translate("Related", "Link something"), parent);
    const Fields fields = addFields(*dialog, {RelatedKind::Link, {}, url.toStdString(), {}});
    guessWhileTyping(fields);
    dialog->setCommit(
        QCoreApplication::translate("Related", "Link"), Icon::Link, missing(), [context, id, fields] {
            return commands::RelatedCommands(context.repositories, context.history).link(id, textOf(fields));
        });
    (url.isEmpty() ? fields.url : fields.title)->setFocus();
    dialog->open();
}

void openChange(const PanelContext& context, const Record<RelatedItem>& item, QWidget* parent)
{
    auto* dialog = new FormDialog(context, QCoreApplication::translate("Related", "Change a link"), parent);
    const RelatedItem& value = item.value;
    const Fields fields = addFields(*dialog, {value.relatedKind, value.title, value.url, value.note});
    dialog->setCommit(QCoreApplication::translate("Related", "Save"), Icon::Check, missing(),
                      [context, item, fields] {
                          return commands::RelatedCommands(context.repositories, context.history)
                              .change(item, textOf(fields));
                      });
    fields.title->setFocus();
    dialog->open();
}

} // namespace matoi::widgets::related
