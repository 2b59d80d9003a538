// SPDX-License-Identifier: BSL-1.0
#include <pangkas/integrity/src.hpp>
