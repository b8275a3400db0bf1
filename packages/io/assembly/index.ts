export { findLineFeeds } from './line-feeds';
