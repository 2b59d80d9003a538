// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The bodies of study/, a part of pangkas/src.hpp.
#pragma once

#include <pangkas/study/impl/before_after.ipp>
#include <pangkas/study/impl/decision_times.ipp>
#include <pangkas/study/impl/delegation_question.ipp>
#include <pangkas/study/impl/flattening_protection.ipp>
#include <pangkas/study/impl/flattening_question.ipp>
#include <pangkas/study/impl/frontier_times.ipp>
#include <pangkas/study/impl/hierarchy_measures.ipp>
#include <pangkas/study/impl/history.ipp>
#include <pangkas/study/impl/integrity_change.ipp>
#include <pangkas/study/impl/integrity_protection.ipp>
#include <pangkas/study/impl/measures.ipp>
#include <pangkas/study/impl/play.ipp>
#include <pangkas/study/impl/position_changes.ipp>
#include <pangkas/study/impl/replay.ipp>
#include <pangkas/study/impl/scenario_study.ipp>
#include <pangkas/study/impl/shortening_frontier.ipp>
#include <pangkas/study/impl/span_bands_by_work.ipp>
#include <pangkas/study/impl/structure_tables.ipp>
