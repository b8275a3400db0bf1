export default 41;
