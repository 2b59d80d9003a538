// SPDX-License-Identifier: BSL-1.0
#include <pangkas/simulate/src.hpp>
