#include "app/person.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace matoi::app {

using namespace Qt::StringLiterals;

Person systemPerson()
{
    QString login;
    QString name;
    std::array<char, 16384> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        login = QString::fromLocal8Bit(found->pw_name);
        // Name, then room, telephones; & stands for the login with a capital, since the days of finger.
        name = QString::fromLocal8Bit(found->pw_gecos != nullptr ? found->pw_gecos : "").section(u',', 0, 0);
        name.replace(u'&', login.left(1).toUpper() + login.mid(1));
    }
    if (login.isEmpty())
        login = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    name = name.trimmed();
    return {name.isEmpty() ? login : name, aliasOf(login)};
}

QString aliasOf(const QString& login)
{
    QString alias;
    for (const QChar c : login.toLower()) {
        const bool kept = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
        if (kept)
            alias += c;
        else if (!alias.isEmpty() && !alias.endsWith(u'-'))
            alias += u'-';
    }
    while (alias.endsWith(u'-'))
        alias.chop(1);
    return alias.isEmpty() ? u"me"_s : alias.left(80);
}

} // namespace matoi::app
