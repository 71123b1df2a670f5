#pragma once

#include "widgets/common/desktopscheme.h"

namespace matoi::widgets {

/// A desktop that says what a test wants.
class FixedScheme final : public DesktopScheme
{
    Q_OBJECT

public:
    explicit FixedScheme(Preference preference)
        : m_preference(preference)
    {}

    Preference preference() const override { return m_preference; }

    void set(Preference preference)
    {
        m_preference = preference;
        Q_EMIT changed();
    }

private:
    Preference m_preference;
};

} // namespace matoi::widgets
