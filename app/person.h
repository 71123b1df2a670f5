#pragma once

#include <QtCore/QString>

namespace matoi::app {

/// Who is signed in to this computer, as its user database has it.
struct Person
{
    QString name;  ///< "Sato Misaki"; the login where the database has no name; empty when it has neither
    QString alias; ///< the login as a contact's alias: [a-z0-9_-], never empty
};

Person systemPerson();

/// `login` with what an alias cannot hold taken out: "Misaki.Sato@HINODE" is "misaki-sato-hinode".
QString aliasOf(const QString& login);

} // namespace matoi::app
