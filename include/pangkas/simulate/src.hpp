// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of simulate/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/simulate/impl/synthetic_service.ipp>
