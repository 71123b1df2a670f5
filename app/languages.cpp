#include "app/languages.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>

namespace matoi::app {

using namespace Qt::StringLiterals;

Languages::Languages(QObject* parent)
    : QObject(parent)
{}

void Languages::set(const QString& language)
{
    const bool known = language == u"ja"_s || language == u"en"_s;
    m_japanese = known ? language == u"ja"_s : QLocale::system().language() == QLocale::Japanese;
    QLocale::setDefault(m_japanese ? QLocale(QLocale::Japanese, QLocale::Japan)
                                   : QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    if (m_japanese && m_qt.load(u"qtbase_ja"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_own.load(m_japanese ? u":/i18n/matoi_ja.qm"_s : u":/i18n/matoi_en.qm"_s))
        QCoreApplication::installTranslator(&m_own);
}

} // namespace matoi::app
