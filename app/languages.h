#pragma once

#include <QtCore/QObject>
#include <QtCore/QTranslator>

namespace matoi::app {

/// Switches the language of everything without a restart.
class Languages final : public QObject
{
    Q_OBJECT

public:
    explicit Languages(QObject* parent = nullptr);

    /// "en" or "ja"; anything else: the system's, English where it is neither.
    void set(const QString& language);
    bool japanese() const { return m_japanese; }

private:
    QTranslator m_own;
    QTranslator m_qt;
    bool m_japanese = false;
};

} // namespace matoi::app
