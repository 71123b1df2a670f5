#include "widgets/panel/question.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

namespace matoi::widgets {

void ask(QWidget* parent, const Question& question, std::function<void()> act)
{
    auto* box =
        new QMessageBox(QMessageBox::NoIcon, question.title, question.text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(question.detail);
    QPushButton* yes = box->addButton(question.button, QMessageBox::AcceptRole);
    box->addButton(QCoreApplication::translate("Question", "Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(yes);
    QObject::connect(yes, &QPushButton::clicked, parent, std::move(act));
    box->open();
}

} // namespace matoi::widgets
