#include "widgets/common/roughduration.h"

#include "widgets/common/durationtext.h"

#include <QtCore/QCoreApplication>

namespace matoi::widgets {

QString roughDurationText(std::chrono::seconds length)
{
    using namespace std::chrono;
    if (length < minutes(10) || length >= hours(1))
        return durationText(length);
    return QCoreApplication::translate("DurationText", "%1 m")
        .arg(static_cast<int>(duration_cast<minutes>(length).count()));
}

} // namespace matoi::widgets
