#pragma once

#include <QtCore/QObject>
#include <QtCore/QVariant>
#include <QtDBus/QDBusMessage>

namespace matoi::widgets {

/// What the desktop says about light and dark. Tests put their own in its place.
class DesktopScheme : public QObject
{
    Q_OBJECT

public:
    enum class Preference
    {
        None, ///< the desktop has no opinion, or nobody answers
        Dark,
        Light
    };

    using QObject::QObject;
    virtual Preference preference() const = 0;

Q_SIGNALS:
    void changed();
};

/// Reads "color-scheme" of org.freedesktop.appearance from the desktop portal's settings interface
/// (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html) and follows
/// it. The question is asked in the background: until it is answered the preference is None, and where there
/// is no bus or no portal it stays so.
class PortalScheme final : public DesktopScheme
{
    Q_OBJECT

public:
    explicit PortalScheme(QObject* parent = nullptr);
    Preference preference() const override { return m_preference; }

private Q_SLOTS:
    void settingChanged(const QDBusMessage& message);

private:
    void ask();
    void take(const QVariant& value);

    Preference m_preference = Preference::None;
};

} // namespace matoi::widgets
