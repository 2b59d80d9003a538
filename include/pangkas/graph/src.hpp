// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of graph/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/graph/impl/command_forest.ipp>
#include <pangkas/graph/impl/components.ipp>
#include <pangkas/graph/impl/line_network.ipp>
#include <pangkas/graph/impl/line_search.ipp>
#include <pangkas/impl/error.ipp>
